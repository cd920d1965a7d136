import { groundsOf } from '../api/grounds'
import type { FeedEvent } from '../api/contract'
import { useDates } from '../words/dates'
import { useWords, type Speech } from '../words/WordsContext'

/** What happened, in one plain sentence without the person. */
export function deed(event: FeedEvent, { words, say }: Pick<Speech, 'words' | 'say'>): string {
  const operation = words.operations[event.operation] ?? event.operation
  const what = say(event.what)
  if (event.outcome === 'DENY') return words.feed.tried(operation, what)
  if (event.operation === 'CONSENT') return words.feed.changed(what)
  return event.operation === 'BREAK_GLASS' ? words.feed.opened(what) : words.feed.did(operation, what)
}

/** One use of the patient's data: who, what, why, and whether it was allowed. */
export function EventItem({ event }: { event: FeedEvent }) {
  const speech = useWords()
  const { words, say } = speech
  const dates = useDates()
  const denied = event.outcome === 'DENY'
  const { who, acting } = event
  const standing = [words.titles[who.role] ?? words.roles[who.role] ?? who.role, say(who.department), say(who.institution)]
  const ground = groundsOf(event.ground).map((each) => words.groundsForPatient[each] ?? each).join(words.devices.listMark)
  return (
    <li className={denied ? 'event denied' : event.breakGlass ? 'event glass' : 'event'}>
      <div className="event-head">
        <span>
          <strong>{say(who.name) || words.roles[who.role]}</strong>
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
      {event.breakGlass && <span className="small quiet">{words.feed.breakGlassText}</span>}
    </li>
  )
}
