import { useCallback, type ReactNode } from 'react'
import { Link, useParams } from 'react-router'
import { entry } from '../api/office'
import type { LedgerEntryDetail } from '../api/contract'
import { useLoad } from '../api/useLoad'
import { ExplanationFacts } from '../decision/ExplanationFacts'
import { Failed } from '../look/Failed'
import { Loading } from '../look/Loading'
import { PageHead } from '../look/PageHead'
import { useClient } from '../session/ClientContext'
import { useDates } from '../words/dates'
import { useWords } from '../words/WordsContext'
import { ActorName } from './ActorName'
import { InclusionSection } from './InclusionSection'
import { plainText } from './plainText'

/** Parts of the account part that the page says elsewhere in words. */
const SAID_ABOVE = new Set(['onBehalfOf', 'via', 'at', 'operation', 'purpose', 'outcome', 'role', 'ground', 'rules'])

/** Names and addresses of machines, the same in every language. */
const IDENTIFIERS = new Set(['actor', 'address', 'device', 'institution', 'patient', 'reference', 'request'])

/** One ledger entry: what happened, why it was decided so, and the proof that it is in the ledger. */
export function EntryPage() {
  const { index = '' } = useParams()
  const client = useClient()
  const { words } = useWords()
  const { loaded, reload } = useLoad(useCallback((signal: AbortSignal) => entry(client, index, signal), [client, index]))
  return (
    <div className="page narrow stack">
      <Link to="/office/entries">← {words.audit.find}</Link>
      <PageHead title={words.entry.title(index)} />
      {loaded.state === 'LOADING' && <Loading rows={8} />}
      {loaded.state === 'FAILED' && <Failed error={loaded.error} retry={reload} />}
      {loaded.state === 'READY' && <Sections entry={loaded.value} />}
    </div>
  )
}

function Sections({ entry: opened }: { entry: LedgerEntryDetail }) {
  const { words } = useWords()
  const dates = useDates()
  const { actor, account } = opened
  const behalf = account['onBehalfOf'] ?? account['via']
  // Entries about no patient have no content part that could be lost.
  const contentReadable = account['patient'] === undefined || typeof opened.explanation?.consentVersion === 'number'
  const happened: [string, ReactNode][] = [
    [words.office.time, dates.exact(opened.at)],
    [words.office.who, <ActorName key="who" actor={actor} />],
    [words.entry.behalf, behalf ? plainText(behalf) : words.entry.behalfNobody],
    [words.office.type, words.operations[opened.type] ?? opened.type],
    [words.office.operation, opened.operation === null ? '' : (words.acts[opened.operation] ?? words.operations[opened.operation] ?? opened.operation)],
    [words.office.purpose, opened.purpose === null ? '' : (words.purposes[opened.purpose] ?? opened.purpose)],
    [words.office.outcome, opened.outcome === null ? '' : (words.outcomes[opened.outcome] ?? opened.outcome)],
  ]
  const further = Object.entries(account).filter(([key, value]) => !SAID_ABOVE.has(key) && (key !== 'reasons' || opened.explanation === null || String(value).includes(',')))
  const patient = account['patient']
  return (
    <>
      <section className="sheet stack">
        <h2>{words.entry.happened}</h2>
        <Facts facts={happened} />
        <span className="row">
          {actor !== null && <Link to={`/office/entries?person=${encodeURIComponent(actor.id)}`}>{words.audit.ofPerson}</Link>}
          {typeof patient === 'string' && <Link to={`/office/entries?patient=${encodeURIComponent(patient)}`}>{words.audit.ofPatient}</Link>}
          <Link to={`/office/evidence?entries=${opened.index}`}>{words.audit.toEvidence}</Link>
        </span>
      </section>
      <section className="sheet">
        <h2>{words.entry.judged}</h2>
        {opened.explanation ? <ExplanationFacts explanation={opened.explanation} /> : <p className="quiet">{words.entry.noDecision}</p>}
      </section>
      <section className="sheet">
        <h2>{words.entry.labels}</h2>
        {opened.labels ? (
          <Facts facts={Object.entries(opened.labels).map(([key, value]) => [words.entry.labelWords[key] ?? key, plainText(value, words.entry.values)])} />
        ) : (
          <p className="quiet">{contentReadable ? words.entry.labelsNone : words.entry.labelsUnreadable}</p>
        )}
      </section>
      {further.length > 0 && (
        <section className="sheet">
          <h2>{words.entry.account}</h2>
          <Facts facts={further.map(([key, value]) => [words.entry.accountWords[key] ?? key, technical(key, plainText(value, { ...words.signInRefusals, ...words.entry.values }))])} />
        </section>
      )}
      <InclusionSection entry={opened} />
    </>
  )
}

function technical(key: string, text: string): ReactNode {
  return IDENTIFIERS.has(key) ? <span className="hash">{text}</span> : text
}

function Facts({ facts }: { facts: [string, ReactNode][] }) {
  return (
    <dl className="facts">
      {facts
        .filter(([, value]) => value !== '')
        .map(([label, value]) => (
          <div key={label} style={{ display: 'contents' }}>
            <dt>{label}</dt>
            <dd>{value}</dd>
          </div>
        ))}
    </dl>
  )
}
