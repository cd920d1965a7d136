import { useCallback, useState } from 'react'
import { reviewedStatements } from '../api/office'
import type { ReviewedStatement } from '../api/contract'
import { useLoad } from '../api/useLoad'
import { Failed } from '../look/Failed'
import { Loading } from '../look/Loading'
import { PageHead } from '../look/PageHead'
import { useClient } from '../session/ClientContext'
import { useSession } from '../session/SessionContext'
import { useDates } from '../words/dates'
import { useWords } from '../words/WordsContext'
import { ActorName } from './ActorName'
import { ReviewForm } from './ReviewForm'

/** Every break-glass with its statement: owed, overdue or filed, for the office to review one by one. */
export function ReviewPage() {
  const client = useClient()
  const { words } = useWords()
  const { loaded, reload } = useLoad(useCallback((signal: AbortSignal) => reviewedStatements(client, signal), [client]))
  return (
    <div className="page narrow">
      <PageHead title={words.statements.title} lead={words.office.reviewLead} />
      {loaded.state === 'LOADING' && <Loading rows={5} />}
      {loaded.state === 'FAILED' && <Failed error={loaded.error} retry={reload} />}
      {loaded.state === 'READY' && loaded.value.statements.length === 0 && <p className="sheet quiet">{words.office.reviewNothing}</p>}
      {loaded.state === 'READY' && (
        <ul className="plain stack">
          {owedFirst(loaded.value.statements).map((each) => (
            <Reviewed key={each.id} statement={each} onReviewed={reload} />
          ))}
        </ul>
      )}
    </div>
  )
}

const owedFirst = (all: ReviewedStatement[]) => [...all].sort((a, b) => Number(a.filedAt !== null) - Number(b.filedAt !== null))

function Reviewed({ statement, onReviewed }: { statement: ReviewedStatement; onReviewed: () => void }) {
  const { session } = useSession()
  const { words } = useWords()
  const dates = useDates()
  const [now] = useState(() => Date.now())
  const { filedAt, dueAt } = statement
  const left = new Date(dueAt).getTime() - now
  return (
    <li className="sheet stack tight">
      <div className="row between">
        <span>
          <strong>
            <ActorName actor={statement.actor} />
          </strong>{' '}
          <span className="quiet">{words.statements.openedAt(dates.time(statement.openedAt))}</span>
        </span>
        {filedAt !== null ? (
          <span className="chip good">{words.statements.filedAt(dates.time(filedAt))}</span>
        ) : (
          <span className={left < 0 ? 'chip bad' : 'chip alarm'}>
            {left < 0 ? words.statements.overdue(dates.length(left)) : words.statements.left(dates.length(left))}
          </span>
        )}
      </div>
      <span className="quiet small">
        {words.entry.accountWords['patient']} <span className="hash">{statement.patient}</span>
        {filedAt === null && ` · ${words.statements.dueAt(dates.time(dueAt))}`}
      </span>
      {statement.text !== '' && <p className="plain-text">{statement.text}</p>}
      {filedAt !== null && !statement.review && session.user.role === 'OFFICER' && <ReviewForm statement={statement} onReviewed={onReviewed} />}
      {statement.review && (
        <span>
          <span className={statement.review.justified ? 'chip good' : 'chip bad'}>
            {statement.review.justified ? words.office.justified : words.office.unjustified}
          </span>{' '}
          {statement.review.note}
        </span>
      )}
    </li>
  )
}
