import { useCallback } from 'react'
import { Link, useParams } from 'react-router'
import { resource } from '../api/care'
import { useLoad } from '../api/useLoad'
import { Failed } from '../look/Failed'
import { Loading } from '../look/Loading'
import { Value } from '../look/Value'
import { describe } from '../record/describe'
import { shown, type Resource, type Shown } from '../record/fhir'
import { useClient } from '../session/ClientContext'
import { useDates } from '../words/dates'
import { useWords } from '../words/WordsContext'
import { GlassBanner } from './GlassBanner'

/** One resource of a record, opened by itself; a refusal says why and what would cure it. */
export function ResourcePage() {
  const { patient = '', type = '', id = '' } = useParams()
  const client = useClient()
  const { words } = useWords()
  const { loaded, reload } = useLoad(
    useCallback((signal: AbortSignal) => resource(client, type, id, signal), [client, type, id]),
  )
  return (
    <>
      <GlassBanner patient={patient} />
      <div className="page narrow stack">
        <Link to={`/patients/${patient}`}>← {words.record.title}</Link>
        {loaded.state === 'LOADING' && <Loading />}
        {loaded.state === 'FAILED' && <Failed error={loaded.error} retry={reload} />}
        {loaded.state === 'READY' && <Opened resource={loaded.value.value} decision={loaded.value.decision} />}
      </div>
    </>
  )
}

function Opened({ resource: opened, decision }: { resource: Resource; decision: string | null }) {
  const { words, language } = useWords()
  const dates = useDates()
  const line = describe(opened, language)
  const { fields } = words.record
  const facts: [string, Shown][] = [
    [fields.type, shown(words.record.types[opened.resourceType] ?? opened.resourceType)],
    [fields.value, line.value],
    [fields.date, shown(line.date === '' ? '' : dates.time(line.date))],
    [fields.status, shown(words.record.statuses[line.status] ?? line.status)],
  ]
  return (
    <article className="sheet stack">
      <div className="row">
        <h1>
          <Value of={line.title} fallback={words.record.types[opened.resourceType] ?? opened.resourceType} />
        </h1>
        {line.reduced && <span className="chip masked">{words.record.reduced}</span>}
      </div>
      <dl className="facts">
        {facts
          .filter(([, value]) => value.kind !== 'ABSENT')
          .map(([label, value]) => (
            <FactRow key={label} label={label} value={value} />
          ))}
      </dl>
      {line.text !== '' && (
        <section>
          <h2>{fields.text}</h2>
          <pre className="plain-text">{line.text}</pre>
        </section>
      )}
      {decision !== null && <Link to={`/decisions/${encodeURIComponent(decision)}`}>{words.record.explanation}</Link>}
      <details className="line-text">
        <summary>{fields.source}</summary>
        <pre className="plain-text hash">{JSON.stringify(opened, null, 2)}</pre>
      </details>
    </article>
  )
}

function FactRow({ label, value }: { label: string; value: Shown }) {
  return (
    <>
      <dt>{label}</dt>
      <dd>
        <Value of={value} />
      </dd>
    </>
  )
}
