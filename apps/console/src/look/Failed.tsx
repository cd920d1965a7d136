import { Button } from 'antd'
import type { ApiError } from '../api/ApiError'
import { useWords } from '../words/WordsContext'
import { RefusalNotice } from './RefusalNotice'

/** Says in plain words why nothing is shown, and offers to try again. */
export function Failed({ error, retry }: { error: ApiError; retry?: () => void }) {
  const { words, say } = useWords()
  if (error.refusal !== null) return <RefusalNotice refusal={error.refusal} />
  const { title, text } = words.failure[error.failure]
  return (
    <div role="alert" className={error.failure === 'UNRECORDED' || error.failure === 'NETWORK' ? 'notice alarm' : 'notice bad'}>
      <div className="stack tight">
        <strong>{title}</strong>
        <span>{text}</span>
        {error.text !== null && error.failure !== 'UNRECORDED' && <span className="quiet">{say(error.text)}</span>}
        {retry && (
          <span>
            <Button size="small" onClick={retry}>
              {words.common.retry}
            </Button>
          </span>
        )}
      </div>
    </div>
  )
}
