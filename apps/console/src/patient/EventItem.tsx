import { groundsOf } from '../api/grounds'
import type { FeedEvent } from '../api/contract'
import { useDates } from '../words/dates'
import { useWords, type Speech } from '../words/WordsContext'

/** What happened, in one plain sentence without the person. */
export function deed(event: FeedEvent, { words, say }: Pick<Speech, 'words' | 'say'>): string {
  const what = say(event.what)
  const verb = words.feed.deeds[event.operation] ?? words.feed.deeds['READ']
  if (verb === undefined) return what
  if (event.outcome === 'DENY') return words.feed.tried(verb.tried, what)
  if (event.operation === 'FIND') return words.feed.found
  if (event.operation === 'STATEMENT') return words.feed.statement
  if (event.operation === 'STATEMENT_LIST') return words.feed.named
  return words.feed.did(verb.did, what)
}

/** One use of the patient's data: who, what, why, and whether it was allowed. */
export function EventItem({ event }: { event: FeedEvent }) {
  const speech = useWords()
  const { words, say } = speech
  const dates = useDates()
  const denied = event.outcome === 'DENY'
  const { who, acting } = event
  const role = words.roles[who.role] ?? who.role
  // Patients and machines without a name of their own are called by what they are, and only once.
  const name = say(who.name) || role
  const standing = [name === role ? '' : role, say(who.department), say(who.institution)]
  const ground = groundsOf(event.ground).map((each) => words.groundsForPatient[each] ?? each).join(words.devices.listMark)
  return (
    <li className={denied ? 'event denied' : event.breakGlass ? 'event glass' : 'event'}>
      <div className="event-head">
        <span>
          <strong>{name}</strong>
          {acting !== null && <span className="quiet"> {words.feed.onBehalf(say(acting.name))}</span>}
        </span>
        <time dateTime={event.at} title={dates.exact(event.at)}>
          {dates.time(event.at)}
        </time>
      </div>
      <span className="quiet small">{standing.filter(Boolean).join(' · ')}</span>
      <span className="row">
        {deed(event, speech)}
        {event.breakGlass && <span className="chip alarm">{words.feed.breakGlass}</span>}
        {denied && <span className="chip bad">{words.outcomes['DENY']}</span>}
      </span>
      <span className="small">
        <span className="quiet">{words.feed.purpose}</span> {words.purposes[event.purpose] ?? event.purpose}
        {!denied && ground !== '' && (
          <>
            {' · '}
            <span className="quiet">{words.feed.because}</span> {ground}
          </>
        )}
        <span className="quiet number"> · {words.feed.entry(event.entry)}</span>
      </span>
      {denied && event.reason !== null && (
        <span className="small">
          <span className="quiet">{words.feed.refusedBecause}</span> {say(event.reason)}
        </span>
      )}
      {event.operation === 'BREAK_GLASS' && !denied && <span className="small quiet">{words.feed.breakGlassText}</span>}
    </li>
  )
}
