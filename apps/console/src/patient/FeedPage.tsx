import { Button } from 'antd'
import { Failed } from '../look/Failed'
import { Loading } from '../look/Loading'
import { PageHead } from '../look/PageHead'
import { useWords } from '../words/WordsContext'
import { DownloadList } from './DownloadList'
import { deed, EventItem } from './EventItem'
import { LiveSign } from './LiveSign'
import { useFeed } from './useFeed'
import { usePortalTitles } from './usePortalTitles'

/** Everyone who used, or was refused, this patient's data. */
export function FeedPage({ patient }: { patient: string }) {
  const speech = useWords()
  const { words } = speech
  const titles = usePortalTitles()
  const feed = useFeed(patient)
  return (
    <>
      <PageHead title={titles.feed} lead={titles.feedLead}>
        <LiveSign live={feed.live} />
      </PageHead>
      <p className="visually-hidden" aria-live="polite">
        {feed.arrived !== null && words.feed.arrived(speech.say(feed.arrived.who.name), deed(feed.arrived, speech))}
      </p>
      <div className="stack">
        {feed.error !== null && <Failed error={feed.error} retry={feed.again} />}
        {feed.loading && feed.events.length === 0 && <Loading rows={8} />}
        {!feed.loading && feed.error === null && feed.events.length === 0 && (
          <p className="sheet quiet">{words.patient.nobodyYet}</p>
        )}
        {feed.events.length > 0 && (
          <ul className="sheet feed">
            {feed.events.map((event) => (
              <EventItem key={event.entry} event={event} />
            ))}
          </ul>
        )}
        {feed.events.length > 0 && !feed.ended && (
          <Button block onClick={feed.earlier} loading={feed.loading}>
            {words.feed.earlier}
          </Button>
        )}
        <div>
          <DownloadList patient={patient} />
        </div>
        {feed.ended && <p>{feed.complete ? words.feed.whole : words.feed.notWhole}</p>}
        <p className="quiet small">{words.feed.scope}</p>
      </div>
    </>
  )
}
