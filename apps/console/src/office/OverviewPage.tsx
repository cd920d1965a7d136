import { useCallback } from 'react'
import { Link } from 'react-router'
import { overview } from '../api/office'
import type { Overview } from '../api/contract'
import { useLoad } from '../api/useLoad'
import { Failed } from '../look/Failed'
import { Loading } from '../look/Loading'
import { PageHead } from '../look/PageHead'
import { useClient } from '../session/ClientContext'
import { useDates } from '../words/dates'
import { useWords } from '../words/WordsContext'
import { CheckpointCard } from './CheckpointCard'

/** Today in five numbers, and the ledger's present state. */
export function OverviewPage() {
  const client = useClient()
  const { words } = useWords()
  const dates = useDates()
  const { loaded, reload } = useLoad(useCallback((signal: AbortSignal) => overview(client, signal), [client]))
  return (
    <div className="page stack wide">
      <PageHead title={words.office.overview} lead={`${words.office.today} · ${dates.day(new Date().toISOString())}`} />
      {loaded.state === 'LOADING' && <Loading rows={2} />}
      {loaded.state === 'FAILED' && <Failed error={loaded.error} retry={reload} />}
      {loaded.state === 'READY' && <Counts today={loaded.value} />}
      <CheckpointCard whole />
    </div>
  )
}

function Counts({ today }: { today: Overview }) {
  const { words } = useWords()
  const dates = useDates()
  const counts: { label: string; value: number; to: string; alarming?: boolean }[] = [
    { label: words.office.reads, value: today.reads, to: '/office/entries?type=READ%2CSEARCH' },
    { label: words.office.denials, value: today.denials, to: '/office/entries?outcome=DENY' },
    { label: words.office.breakGlass, value: today.breakGlass, to: '/office/entries?type=BREAK_GLASS', alarming: true },
    { label: words.office.openStatements, value: today.openStatements, to: '/office/statements', alarming: true },
    { label: words.office.consentChanges, value: today.consentChanges, to: '/office/entries?type=CONSENT' },
  ]
  return (
    <div className="counts">
      {counts.map(({ label, value, to, alarming }) => (
        <Link key={label} to={to} className={alarming && value > 0 ? 'count alarm' : 'count'}>
          <b>{dates.number(value)}</b>
          <span className="quiet">{label}</span>
        </Link>
      ))}
    </div>
  )
}
