import { useCallback } from 'react'
import { Link } from 'react-router'
import { consents, devices } from '../api/portal'
import { useLoad } from '../api/useLoad'
import { Failed } from '../look/Failed'
import { Loading } from '../look/Loading'
import { useClient } from '../session/ClientContext'
import { useSession } from '../session/SessionContext'
import { useWords } from '../words/WordsContext'
import { EventItem } from './EventItem'
import { LiveSign } from './LiveSign'
import { useFeed } from './useFeed'
import { usePortalTitles } from './usePortalTitles'

const EVENTS_AT_HOME = 3

/** The three things a patient comes for: who looked, what is allowed, what is collected. */
export function HomePage({ patient }: { patient: string }) {
  const client = useClient()
  const { words } = useWords()
  const { session } = useSession()
  const titles = usePortalTitles()
  const feed = useFeed(patient)
  const { loaded: agreed } = useLoad(useCallback((signal: AbortSignal) => consents(client, patient, signal), [client, patient]))
  const { loaded: bound } = useLoad(useCallback((signal: AbortSignal) => devices(client, patient, signal), [client, patient]))

  const options = agreed.state === 'READY' ? agreed.value.options : []
  const list = bound.state === 'READY' ? bound.value.devices : []
  return (
    <div className="stack">
      <h1>{words.patient.greeting(session.user.name)}</h1>
      <section className="sheet">
        <div className="row between">
          <h2>{titles.feed}</h2>
          <LiveSign live={feed.live} />
        </div>
        {feed.error !== null && feed.events.length === 0 && <Failed error={feed.error} retry={feed.again} />}
        {feed.loading && feed.events.length === 0 && <Loading rows={5} bare />}
        {!feed.loading && feed.error === null && feed.events.length === 0 && <p className="quiet">{words.patient.nobodyYet}</p>}
        <ul className="feed at-home">
          {feed.events.slice(0, EVENTS_AT_HOME).map((event) => (
            <EventItem key={event.entry} event={event} />
          ))}
        </ul>
        {feed.events.length > 0 && <Link to="/feed">{words.patient.seeAll}</Link>}
      </section>
      <div className="two">
        <Link to="/consents" className="sheet tile">
          <h2>{titles.consents}</h2>
          <span className="quiet">{titles.consentsLead}</span>
          {agreed.state === 'READY' && (
            <strong>
              {words.patient.agreedCount(options.filter((each) => each.choice === 'AGREE').length, options.length)}
            </strong>
          )}
          {agreed.state === 'FAILED' && <span className="quiet">{words.failure[agreed.error.failure].title}</span>}
        </Link>
        <Link to="/devices" className="sheet tile">
          <h2>{titles.devices}</h2>
          <span className="quiet">{titles.devicesLead}</span>
          {bound.state === 'READY' && (
            <strong>{words.patient.deviceCount(list.filter((each) => each.activated).length, list.length)}</strong>
          )}
          {bound.state === 'FAILED' && <span className="quiet">{words.failure[bound.error.failure].title}</span>}
        </Link>
      </div>
    </div>
  )
}
