import { groundsOf } from '../api/grounds'
import { useCallback, type ReactNode } from 'react'
import { Link } from 'react-router'
import { explanation } from '../api/care'
import { useLoad } from '../api/useLoad'
import { Value } from '../look/Value'
import { isMasked, isRecord, list, MASKED, primitive, shown, type Resource, type Shown } from '../record/fhir'
import { patientName } from '../record/patientName'
import { useClient } from '../session/ClientContext'
import { useDates } from '../words/dates'
import { useWords } from '../words/WordsContext'
import { ageAt } from './age'

interface Props {
  patient: Resource | null
  decision: string | null
  children: ReactNode
}

/** Whose record it is, as far as the server shows it, and the ground on which it is seen. */
export function RecordHead({ patient, decision, children }: Props) {
  const { words } = useWords()
  const dates = useDates()
  const born = patient === null ? shown(undefined) : primitive(patient, 'birthDate')
  const gender = patient === null ? shown(undefined) : primitive(patient, 'gender')
  const facts: { label: string; value: Shown }[] = [
    { label: words.record.born, value: born.kind === 'TEXT' ? shown(dates.day(born.text)) : born },
    { label: words.record.recordNumber, value: recordNumber(patient) },
  ]
  return (
    <header className="sheet">
      <div className="record-head">
        <h1>
          <Value of={patientName(patient)} fallback={words.record.unnamed} />
        </h1>
        <span>
          <Value of={gender.kind === 'TEXT' ? shown(words.genders[gender.text] ?? gender.text) : gender} />
          {born.kind === 'TEXT' && ` · ${words.common.years(ageAt(born.text, new Date()))}`}
        </span>
        {facts.map(({ label, value }) =>
          value.kind === 'ABSENT' ? null : (
            <span key={label}>
              <span className="quiet">{label} </span>
              <Value of={value} />
            </span>
          ),
        )}
        <span style={{ marginLeft: 'auto' }}>{children}</span>
      </div>
      {decision !== null && <Ground decision={decision} />}
    </header>
  )
}

function Ground({ decision }: { decision: string }) {
  const client = useClient()
  const { words } = useWords()
  const { loaded } = useLoad(useCallback((signal: AbortSignal) => explanation(client, decision, signal), [client, decision]))
  if (loaded.state !== 'READY' || groundsOf(loaded.value.ground).length === 0) return null
  return (
    <div className="ground">
      <span className="quiet">{words.record.ground}</span>
      {groundsOf(loaded.value.ground).map((ground) => (
        <span key={ground} className={ground === 'BREAK_GLASS' ? 'chip alarm' : 'chip good'}>
          {words.grounds[ground] ?? ground}
        </span>
      ))}
      <Link to={`/decisions/${encodeURIComponent(decision)}`} className="small">
        {words.record.explain}
      </Link>
    </div>
  )
}

/** The medical record number (type `MR`) or, without one, the first identifier. */
function recordNumber(patient: Resource | null): Shown {
  const identifiers = list(patient?.['identifier']).filter(isRecord)
  const medical = identifiers.find((each) => JSON.stringify(each['type'] ?? {}).includes('"MR"'))
  const chosen = medical ?? identifiers[0]
  if (chosen === undefined) return shown(undefined)
  return isMasked(chosen) ? MASKED : primitive(chosen, 'value')
}
