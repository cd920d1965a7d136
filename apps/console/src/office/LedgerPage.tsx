import { Button, Select } from 'antd'
import { useCallback } from 'react'
import { useSearchParams } from 'react-router'
import { entries, ENTRIES_PAGE } from '../api/office'
import { useLoad } from '../api/useLoad'
import { Failed } from '../look/Failed'
import { Loading } from '../look/Loading'
import { PageHead } from '../look/PageHead'
import { useClient } from '../session/ClientContext'
import { useWords } from '../words/WordsContext'
import { CheckpointCard } from './CheckpointCard'
import { EntryTable } from './EntryTable'

const TYPES = ['READ', 'SEARCH', 'WRITE', 'CONSENT', 'BREAK_GLASS', 'STATEMENT', 'SIGN_IN', 'STAFF', 'RULEBOOK', 'KEY', 'DENIAL', 'FAULT', 'ABANDONED', 'SYSTEM', 'EXPORT', 'CHECK']

const PATIENT_DATA = 'READ,SEARCH,WRITE,CONSENT,BREAK_GLASS,STATEMENT,DENIAL,EXPORT'

/** The ledger: its checkpoint, and its entries, newest first. Filter and place stand in the address. */
export function LedgerPage() {
  const client = useClient()
  const { words } = useWords()
  const [query, setQuery] = useSearchParams()
  const type = query.get('type') ?? ''
  const outcome = query.get('outcome') ?? ''
  const before = query.get('before')
  const { loaded, reload } = useLoad(
    useCallback(
      (signal: AbortSignal) => entries(client, { type, outcome }, before === null ? null : Number(before), signal),
      [client, type, outcome, before],
    ),
  )
  const narrow = (name: string, value: string) => {
    const next = new URLSearchParams(query)
    next.delete('before')
    if (value === '') next.delete(name)
    else next.set(name, value)
    setQuery(next)
  }
  const turnTo = (index: number | null) => {
    const next = new URLSearchParams(query)
    if (index === null) next.delete('before')
    else next.set('before', String(index))
    setQuery(next)
  }
  const list = loaded.state === 'READY' ? loaded.value.entries : []

  return (
    <div className="page stack wide">
      <PageHead title={words.office.ledger} />
      <CheckpointCard />
      <section className="stack">
        <div className="row between">
          <h2>{words.office.entries}</h2>
          <div className="row">
            <Select
              aria-label={words.office.filterType}
              style={{ width: 180 }}
              value={type}
              onChange={(value) => narrow('type', value)}
              options={[{ value: '', label: words.office.allTypes }, { value: PATIENT_DATA, label: words.office.patientData }, ...TYPES.map((each) => ({ value: each, label: words.operations[each] }))]}
            />
            <Select
              aria-label={words.office.filterOutcome}
              style={{ width: 140 }}
              value={outcome}
              onChange={(value) => narrow('outcome', value)}
              options={[{ value: '', label: words.office.allOutcomes }, ...Object.entries(words.outcomes).map(([value, label]) => ({ value, label }))]}
            />
          </div>
        </div>
        {loaded.state === 'LOADING' && <Loading rows={8} />}
        {loaded.state === 'FAILED' && <Failed error={loaded.error} retry={reload} />}
        {loaded.state === 'READY' && list.length === 0 && <p className="sheet quiet">{words.office.noEntries}</p>}
        {list.length > 0 && <EntryTable entries={list} />}
        <div className="row">
          {before !== null && <Button onClick={() => turnTo(null)}>{words.office.newest}</Button>}
          {list.length === ENTRIES_PAGE && <Button onClick={() => turnTo(list.at(-1)?.index ?? null)}>{words.office.older}</Button>}
        </div>
      </section>
    </div>
  )
}
