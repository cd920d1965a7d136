import { useCallback } from 'react'
import { Link } from 'react-router'
import type { Refusal } from '../api/ApiError'
import { explanation } from '../api/care'
import { useLoad } from '../api/useLoad'
import { useClient } from '../session/ClientContext'
import { useWords } from '../words/WordsContext'

/** A refusal or a withheld part: why, what would cure it, and where it is explained in full. */
export function RefusalNotice({ refusal, heading }: { refusal: Refusal; heading?: string }) {
  const { words, say } = useWords()
  const title = heading ?? words.failure.REFUSED.title
  return (
    <div role={heading === undefined ? 'alert' : undefined} className={heading === undefined ? 'notice bad' : 'notice withheld'}>
      <div className="stack tight">
        <strong>{title}</strong>
        <span>{refusal.text === null ? words.failure.REFUSED.text : say(refusal.text)}</span>
        {refusal.cure !== null ? (
          <Cure text={say(refusal.cure)} />
        ) : (
          refusal.decision !== null && <DecisionCure decision={refusal.decision} />
        )}
        {refusal.decision !== null && (
          <Link to={`/decisions/${encodeURIComponent(refusal.decision)}`} className="small">
            {words.record.explanation}
          </Link>
        )}
      </div>
    </div>
  )
}

function Cure({ text }: { text: string }) {
  const { words } = useWords()
  return (
    <span>
      <span className="quiet">{words.record.cure}
        {words.common.colon}
      </span>
      {text}
    </span>
  )
}

/** The cure as the decision's explanation has it; nothing while it is not known. */
function DecisionCure({ decision }: { decision: string }) {
  const client = useClient()
  const { say } = useWords()
  const { loaded } = useLoad(useCallback((signal: AbortSignal) => explanation(client, decision, signal), [client, decision]))
  const cure = loaded.state === 'READY' ? loaded.value.reason?.cure : undefined
  return cure ? <Cure text={say(cure)} /> : null
}
