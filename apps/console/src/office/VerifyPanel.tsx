import { Button, Progress } from 'antd'
import { useEffect, useRef, useState } from 'react'
import { Link } from 'react-router'
import type { ApiError } from '../api/ApiError'
import type { VerifyProgress } from '../api/contract'
import { verify } from '../api/office'
import { asApiError } from '../api/useLoad'
import { Failed } from '../look/Failed'
import { useClient } from '../session/ClientContext'
import { useDates } from '../words/dates'
import { useWords } from '../words/WordsContext'

/** Has the server verify the whole ledger and says plainly how it stands. */
export function VerifyPanel() {
  const client = useClient()
  const { words } = useWords()
  const dates = useDates()
  const [progress, setProgress] = useState<VerifyProgress | null>(null)
  const [running, setRunning] = useState(false)
  const [error, setError] = useState<ApiError | null>(null)
  const abort = useRef<AbortController | null>(null)

  useEffect(() => () => abort.current?.abort(), [])

  const start = () => {
    const mine = new AbortController()
    abort.current = mine
    setRunning(true)
    setProgress(null)
    setError(null)
    verify(client, mine.signal, setProgress)
      .catch((cause: unknown) => {
        if (!mine.signal.aborted) setError(asApiError(cause))
      })
      .finally(() => setRunning(false))
  }

  const share = progress === null || progress.size === 0 ? 0 : Math.floor((100 * progress.checked) / progress.size)
  return (
    <div className="stack">
      <div className="row">
        <Button type="primary" onClick={start} disabled={running}>
          {words.office.verify}
        </Button>
        {running && <Button onClick={() => abort.current?.abort()}>{words.office.stop}</Button>}
        <span className="quiet small">{words.office.verifyHelp}</span>
      </div>
      {progress !== null && running && (
        <div>
          <Progress percent={share} status="active" showInfo={false} aria-label={words.office.verify} />
          <span className="number quiet">{words.office.verifying(dates.number(progress.checked), dates.number(progress.size))}</span>
        </div>
      )}
      <div aria-live="assertive">
        {error !== null && <Failed error={error} retry={start} />}
        {!running && progress?.state === 'RUNNING' && <p className="notice alarm">{words.office.verifyCut}</p>}
        {progress?.state === 'OK' && <p className="notice good verdict">✓ {words.office.verifyOk(dates.number(progress.size))}</p>}
        {progress?.state === 'BROKEN' && <Broken progress={progress} />}
      </div>
    </div>
  )
}

function Broken({ progress }: { progress: VerifyProgress }) {
  const { words, say } = useWords()
  const position = progress.position ?? progress.checked
  return (
    <div className="notice bad stack tight">
      <strong className="verdict">✗ {words.office.verifyBroken(String(position))}</strong>
      {progress.message !== null && <p>{say(progress.message)}</p>}
      <strong>{words.office.verifyBrokenNow}</strong>
      <ol style={{ paddingLeft: 20 }}>
        {words.office.verifyBrokenSteps.map((step) => (
          <li key={step}>{step}</li>
        ))}
      </ol>
      <Link to={`/office/entries/${position}`}>{words.office.open(position)}</Link>
    </div>
  )
}
