import { Button, Input, Select } from 'antd'
import { useId, useState, type SyntheticEvent } from 'react'
import { FILTERS, type EntryFilter } from '../api/office'
import { useWords } from '../words/WordsContext'

const TYPES = ['READ', 'SEARCH', 'WRITE', 'CONSENT', 'BREAK_GLASS', 'STATEMENT', 'SIGN_IN', 'STAFF', 'RULEBOOK', 'KEY', 'DENIAL', 'FAULT', 'ABANDONED', 'SYSTEM', 'EXPORT', 'CHECK', 'TOKEN_MAP']

const PATIENT_DATA = 'READ,SEARCH,WRITE,CONSENT,BREAK_GLASS,STATEMENT,DENIAL,EXPORT'

const FURTHER = ['type', 'purpose', 'door', 'label', 'patient', 'rule', 'address']

/** What the explorer is asked: choices count at once, texts when they are sent. */
export function EntryFilters({ filter, onChange }: { filter: EntryFilter; onChange: (next: EntryFilter) => void }) {
  const { words } = useWords()
  const its = words.audit
  const [typed, setTyped] = useState<EntryFilter>({})
  const all = { ...filter, ...typed }
  const send = (event: SyntheticEvent) => {
    event.preventDefault()
    setTyped({})
    onChange(all)
  }
  const choice = (name: string, label: string, none: string, options: { value: string; label: string | undefined }[]) => (
    <Select
      aria-label={label}
      value={filter[name] ?? ''}
      onChange={(value: string) => {
        setTyped({})
        onChange({ ...all, [name]: value })
      }}
      options={[{ value: '', label: none }, ...options]}
      popupMatchSelectWidth={false}
    />
  )
  const text = (name: string, label: string, hint?: string, type = 'text') => (
    <Typed label={label} hint={hint} type={type} value={all[name] ?? ''} onChange={(value) => setTyped({ ...typed, [name]: value })} />
  )
  const listed = (table: Record<string, string>) => Object.entries(table).map(([value, label]) => ({ value, label }))
  const narrowed = FILTERS.some((name) => (filter[name] ?? '') !== '')

  return (
    <form className="sheet stack" role="search" aria-label={its.filters} onSubmit={send}>
      <div className="filters">
        {text('person', its.person, its.personHint)}
        {text('from', its.from, undefined, 'date')}
        {text('until', its.until, undefined, 'date')}
        {choice('outcome', words.office.filterOutcome, words.office.allOutcomes, listed(words.outcomes))}
      </div>
      <details open={FURTHER.some((name) => (filter[name] ?? '') !== '')}>
        <summary>{its.more}</summary>
        <div className="filters">
          {choice('type', words.office.filterType, words.office.allTypes, [{ value: PATIENT_DATA, label: words.office.patientData }, ...TYPES.map((each) => ({ value: each, label: words.operations[each] }))])}
          {choice('purpose', its.purpose, its.allPurposes, listed(words.purposes))}
          {choice('door', its.door, its.allDoors, listed(its.doors))}
          {choice('label', its.label, its.allLabels, listed(its.labels))}
          {text('patient', its.patient, its.patientHint)}
          {text('rule', its.rule, 'DOC-43')}
          {text('address', its.address, '10.0.0.1')}
        </div>
      </details>
      <div className="row">
        <Button type="primary" htmlType="submit">
          {its.search}
        </Button>
        {narrowed && (
          <Button
            onClick={() => {
              setTyped({})
              onChange({})
            }}
          >
            {its.clear}
          </Button>
        )}
      </div>
    </form>
  )
}

interface TypedField {
  label: string
  hint?: string | undefined
  type: string
  value: string
  onChange: (value: string) => void
}

function Typed({ label, hint, type, value, onChange }: TypedField) {
  const id = useId()
  return (
    <div className="filter">
      <label htmlFor={id} className="quiet small">
        {label}
      </label>
      <Input id={id} type={type} value={value} placeholder={hint} maxLength={200} onChange={(event) => onChange(event.target.value)} />
    </div>
  )
}
