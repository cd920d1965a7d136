import { useCallback, useState } from 'react'
import { statements } from '../api/care'
import type { Statement } from '../api/contract'
import { useLoad } from '../api/useLoad'
import { Failed } from '../look/Failed'
import { Loading } from '../look/Loading'
import { PageHead } from '../look/PageHead'
import { useClient } from '../session/ClientContext'
import { useDates } from '../words/dates'
import { useWords } from '../words/WordsContext'
import { StatementForm } from './StatementForm'

/** The statements this doctor owes after break-glass, and those already filed. */
export function StatementsPage() {
  const client = useClient()
  const { words } = useWords()
  const [done, setDone] = useState(false)
  const { loaded, reload } = useLoad(useCallback((signal: AbortSignal) => statements(client, signal), [client]))
  const all = loaded.state === 'READY' ? loaded.value.statements : []
  const open = all.filter((each) => each.filedAt === null).sort((a, b) => a.dueAt.localeCompare(b.dueAt))
  const filed = all.filter((each) => each.filedAt !== null)

  const onFiled = () => {
    setDone(true)
    reload()
  }

  return (
    <div className="page narrow">
      <PageHead title={words.statements.title} lead={words.statements.lead} />
      <div className="stack">
        {done && <p className="notice good" role="status">{words.statements.done}</p>}
        {loaded.state === 'LOADING' && <Loading />}
        {loaded.state === 'FAILED' && <Failed error={loaded.error} retry={reload} />}
        {loaded.state === 'READY' && open.length === 0 && <p className="sheet quiet">{words.statements.nothing}</p>}
        {open.map((each) => (
          <Due key={each.id} statement={each} onFiled={onFiled} />
        ))}
        {filed.length > 0 && <Filed statements={filed} />}
      </div>
    </div>
  )
}

function Due({ statement, onFiled }: { statement: Statement; onFiled: () => void }) {
  const { words } = useWords()
  const dates = useDates()
  const [now] = useState(() => Date.now())
  const left = new Date(statement.dueAt).getTime() - now
  return (
    <section className="sheet stack">
      <div className="row between">
        <span>
          <strong>{statement.patientName}</strong> <span className="quiet">{words.statements.openedAt(dates.time(statement.openedAt))}</span>
        </span>
        <span className="row">
          <span className="quiet">{words.statements.dueAt(dates.time(statement.dueAt))}</span>
          <span className={left < 0 ? 'chip bad' : 'chip alarm'}>
            {left < 0 ? words.statements.overdue(dates.length(left)) : words.statements.left(dates.length(left))}
          </span>
        </span>
      </div>
      <StatementForm statement={statement} onFiled={onFiled} />
    </section>
  )
}

function Filed({ statements: filed }: { statements: Statement[] }) {
  const { words } = useWords()
  const dates = useDates()
  return (
    <section className="sheet">
      <h2>{words.statements.filed}</h2>
      <ul className="plain stack tight">
        {filed.map((each) => (
          <li key={each.id} className="row between">
            <span>
              {each.patientName} <span className="quiet">{words.statements.openedAt(dates.time(each.openedAt))}</span>
            </span>
            <span className="quiet">{words.statements.filedAt(dates.time(each.filedAt ?? ''))}</span>
          </li>
        ))}
      </ul>
    </section>
  )
}
