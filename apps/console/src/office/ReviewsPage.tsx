import { Button, Checkbox, Input } from 'antd'
import { useCallback, useState } from 'react'
import { Link, useSearchParams } from 'react-router'
import type { ApiError } from '../api/ApiError'
import type { Review } from '../api/contract'
import { report, reviews, signReview } from '../api/office'
import { saveFile } from '../api/saveFile'
import { asApiError, useLoad } from '../api/useLoad'
import { ActWithText } from '../look/ActWithText'
import { Failed } from '../look/Failed'
import { Loading } from '../look/Loading'
import { PageHead } from '../look/PageHead'
import { useClient } from '../session/ClientContext'
import { useSession } from '../session/SessionContext'
import { useDates } from '../words/dates'
import { useWords } from '../words/WordsContext'

/** Monthly reviews of sensitive accesses, and the reports of quarters and years. */
export function ReviewsPage() {
  const client = useClient()
  const { words } = useWords()
  const its = words.audit
  const [query, setQuery] = useSearchParams()
  const month = query.get('month') ?? ''
  const { loaded, reload } = useLoad(useCallback((signal: AbortSignal) => reviews(client, month, signal), [client, month]))
  const shown = loaded.state === 'READY' ? loaded.value.month : month
  return (
    <div className="page narrow stack">
      <PageHead title={its.reviews} lead={its.reviewsLead} />
      <div className="row">
        <label htmlFor="review-month" className="quiet">
          {its.reviewMonth}
        </label>
        <Input id="review-month" type="month" value={shown} style={{ width: 180 }} onChange={(event) => setQuery(event.target.value === '' ? {} : { month: event.target.value })} />
      </div>
      {loaded.state === 'LOADING' && <Loading rows={4} />}
      {loaded.state === 'FAILED' && <Failed error={loaded.error} retry={reload} />}
      {loaded.state === 'READY' && loaded.value.reviews.map((each) => <OneReview key={`${each.focus}-${each.month}`} review={each} onSigned={reload} />)}
      <Reports />
    </div>
  )
}

function OneReview({ review, onSigned }: { review: Review; onSigned: () => void }) {
  const client = useClient()
  const { words } = useWords()
  const dates = useDates()
  const { session } = useSession()
  const its = words.audit
  const [questioned, setQuestioned] = useState<number[]>([])
  const signing = review.open && session.user.role === 'OFFICER'
  const last = new Date(Date.UTC(Number(review.month.slice(0, 4)), Number(review.month.slice(5)), 0)).getUTCDate()
  return (
    <section className="sheet stack" aria-label={its.labels[review.focus] ?? review.focus}>
      <div className="row between">
        <h2>{its.labels[review.focus]}</h2>
        <span className={review.signed !== null ? 'chip good' : review.overdue ? 'chip bad' : 'chip alarm'}>
          {review.signed !== null ? its.reviewSigned(dates.day(review.signed.at)) : review.open ? its.reviewDue(dates.day(review.due)) : its.reviewGoesOn}
        </span>
      </div>
      <Link to={`/office/entries?label=${review.focus}&from=${review.month}-01&until=${review.month}-${last}`}>{its.reviewAccesses(review.accesses)}</Link>
      {review.sample.length > 0 && (
        <div className="stack tight">
          <span className="quiet">{signing ? its.reviewSample : its.reviewSampled}</span>
          <div className="row">
            {review.sample.map((index) =>
              signing ? (
                <span key={index} className="row">
                  <Checkbox aria-label={its.reviewQuestion(index)} checked={questioned.includes(index)} onChange={(event) => setQuestioned((all) => (event.target.checked ? [...all, index] : all.filter((each) => each !== index)))} />
                  <Link to={`/office/entries/${index}`}>{index}</Link>
                </span>
              ) : (
                <Link key={index} to={`/office/entries/${index}`}>
                  {index}
                </Link>
              ),
            )}
          </div>
        </div>
      )}
      {review.signed !== null && <p>{review.signed.note}</p>}
      {signing && <ActWithText name={`sign-${review.focus}`} label={words.audit.reviewNote} hint={its.reviewHint} button={its.reviewSign} act={(note) => signReview(client, review, questioned, note)} onDone={onSigned} />}
    </section>
  )
}

function Reports() {
  const client = useClient()
  const { words } = useWords()
  const its = words.audit
  const [year] = useState(() => new Date().getFullYear())
  const [error, setError] = useState<ApiError | null>(null)
  const periods = [`${year}-Q1`, `${year}-Q2`, `${year}-Q3`, `${year}-Q4`, String(year), String(year - 1)]
  const take = (name: string) => {
    setError(null)
    report(client, name).then(saveFile, (cause: unknown) => setError(asApiError(cause)))
  }
  return (
    <section className="sheet stack">
      <h2>{its.reports}</h2>
      {error !== null && <Failed error={error} />}
      {periods.map((each) => (
        <div key={each} className="row between">
          <span className="number">{its.period(each.slice(0, 4), each.slice(6))}</span>
          <span className="row">
            <Button size="small" aria-label={`${each} ${its.reportPage}`} onClick={() => take(`${each}.html`)}>
              {its.reportPage}
            </Button>
            <Button size="small" aria-label={`${each} ${its.reportTable}`} onClick={() => take(`${each}.csv`)}>
              {its.reportTable}
            </Button>
          </span>
        </div>
      ))}
    </section>
  )
}
