import { Link, useParams } from 'react-router'
import { Failed } from '../look/Failed'
import { Loading } from '../look/Loading'
import { RefusalNotice } from '../look/RefusalNotice'
import { sectionOf } from '../record/sections'
import type { Withheld } from '../record/withheld'
import { useSession } from '../session/SessionContext'
import { useWords } from '../words/WordsContext'
import { GlassBanner } from './GlassBanner'
import { RecordHead } from './RecordHead'
import { useRecord } from './useRecord'
import { VisitBlock } from './VisitBlock'

const OPEN_AT_FIRST = 2

/** A patient's record: who it is, why it may be seen, and what happened, newest first. */
export function RecordPage() {
  const { patient = '' } = useParams()
  return <Record key={patient} patient={patient} />
}

function Record({ patient }: { patient: string }) {
  const { words } = useWords()
  const { session } = useSession()
  const { record, done, error, again } = useRecord(patient)
  const begun = record.patient !== null || record.visits.length > 0

  return (
    <>
      <GlassBanner patient={patient} />
      <div className="page stack wide">
        {error !== null && <Failed error={error} retry={again} />}
        {error?.failure === 'REFUSED' && session.user.role === 'DOCTOR' && (
          <Link to="/emergency" className="emergency-link">
            {words.record.toEmergency}
          </Link>
        )}
        {error === null && !begun && !done && <Loading rows={6} />}
        {begun && (
          <RecordHead patient={record.patient} decision={record.decision}>
            <span className="quiet small" role="status">
              {done ? words.record.readAll(record.count) : words.record.reading(record.count)}
            </span>
          </RecordHead>
        )}
        {record.withheld.length > 0 && <WithheldParts parts={record.withheld} />}
        {done && error === null && record.visits.length === 0 && <p className="sheet quiet">{words.record.empty}</p>}
        <div>
          {record.visits.map((visit, place) => (
            <VisitBlock key={visit.key} patient={patient} visit={visit} startsOpen={place < OPEN_AT_FIRST} />
          ))}
        </div>
      </div>
    </>
  )
}

function WithheldParts({ parts }: { parts: Withheld[] }) {
  const { words } = useWords()
  const heading = (part: Withheld) => {
    const section = part.type === '' ? null : sectionOf(part.type)
    return section === null ? words.record.withheldTitle : words.record.withheldSection(words.record.sections[section] ?? section)
  }
  // The reason of a whole refusal reads oddly where only a part is kept back: it is said as what that part is.
  const told = (part: Withheld): Withheld => {
    const meant = words.record.withheldParts[part.code]
    return part.type === '' && meant !== undefined ? { ...part, text: { zh: meant, en: meant } } : part
  }
  return (
    <section className="stack" aria-label={words.record.withheldTitle}>
      {parts.map((part) => (
        <RefusalNotice key={`${part.type} ${part.code} ${part.text?.zh ?? ''}`} refusal={told(part)} heading={heading(part)} />
      ))}
    </section>
  )
}
