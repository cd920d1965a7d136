import { useCallback } from 'react'
import type { Hold } from '../api/contract'
import { holds, releaseHold } from '../api/office'
import { useLoad } from '../api/useLoad'
import { ActWithText } from '../look/ActWithText'
import { Failed } from '../look/Failed'
import { Loading } from '../look/Loading'
import { useClient } from '../session/ClientContext'
import { useSession } from '../session/SessionContext'
import { useDates } from '../words/dates'
import { useWords } from '../words/WordsContext'
import { ActorName } from './ActorName'

/** What disputes keep from being erased; one person asks for the release and another agrees. */
export function Holds() {
  const client = useClient()
  const { words } = useWords()
  const { loaded, reload } = useLoad(useCallback((signal: AbortSignal) => holds(client, signal), [client]))
  const standing = loaded.state === 'READY' ? loaded.value.holds.filter((each) => each.released === null) : []
  return (
    <section className="stack">
      <h2>{words.audit.holds}</h2>
      {loaded.state === 'LOADING' && <Loading rows={2} />}
      {loaded.state === 'FAILED' && <Failed error={loaded.error} retry={reload} />}
      {loaded.state === 'READY' && standing.length === 0 && <p className="sheet quiet">{words.audit.holdsNothing}</p>}
      {standing.map((each) => (
        <Standing key={`${each.id}-${String(each.asked === null)}`} hold={each} onSaid={reload} />
      ))}
    </section>
  )
}

function Standing({ hold, onSaid }: { hold: Hold; onSaid: () => void }) {
  const client = useClient()
  const { words } = useWords()
  const dates = useDates()
  const { session } = useSession()
  const its = words.audit
  const own = hold.asked?.by.id === session.user.id
  return (
    <div className="sheet stack">
      <div className="row between">
        <strong>{hold.reason}</strong>
        <span className="quiet">
          <ActorName actor={hold.by} /> · {dates.time(hold.at)}
        </span>
      </div>
      <span className="quiet">{its.holdWhat(hold.patients.length, hold.entries.length)}</span>
      {hold.asked !== null && (
        <p className="notice alarm">
          {its.holdAsked(hold.asked.by.name, dates.time(hold.asked.at))} {hold.asked.reason}
        </p>
      )}
      {own ? (
        <p className="quiet">{its.holdSecond}</p>
      ) : (
        <ActWithText name={`release-${hold.id}`} label={its.holdReason} hint={its.holdReasonHint} button={hold.asked === null ? its.holdAsk : its.holdAgree} act={(text) => releaseHold(client, hold.id, text)} onDone={onSaid} />
      )}
    </div>
  )
}
