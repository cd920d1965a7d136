import { Alert, Button, Form, Input, type InputRef } from 'antd'
import { useEffect, useRef, useState } from 'react'
import type { ApiError } from '../api/ApiError'
import type { Session } from '../api/contract'
import { confirmCode } from '../api/session'
import { asApiError } from '../api/useLoad'
import { Failed } from '../look/Failed'
import { useClient } from '../session/ClientContext'
import { useWords } from '../words/WordsContext'

interface Props {
  challenge: string
  /** The demo's current code, or an empty text. */
  suggest: () => Promise<string>
  onSignedIn: (session: Session) => void
  onAgain: () => void
}

export function CodeForm({ challenge, suggest, onSignedIn, onAgain }: Props) {
  const client = useClient()
  const { words, say } = useWords()
  const [code, setCode] = useState('')
  const [error, setError] = useState<ApiError | null>(null)
  const [busy, setBusy] = useState(false)
  const field = useRef<InputRef>(null)

  // The step before has put away what had the focus; without this a keyboard would start again at the top of the page.
  useEffect(() => field.current?.focus(), [])

  useEffect(() => {
    let wanted = true
    suggest().then(
      (suggested) => {
        if (wanted && suggested !== '') setCode(suggested)
      },
      // Without a suggestion the person types the code.
      () => undefined,
    )
    return () => {
      wanted = false
    }
  }, [suggest])

  const submit = () => {
    setBusy(true)
    confirmCode(client, challenge, code)
      .then(onSignedIn, (cause: unknown) => {
        setError(asApiError(cause))
        setCode('')
      })
      .finally(() => setBusy(false))
  }

  return (
    <Form layout="vertical" size="large" requiredMark={false} onFinish={submit}>
      <h1>{words.signIn.codeTitle}</h1>
      <p className="quiet" style={{ margin: '6px 0 18px' }}>
        {words.signIn.codeHelp}
      </p>
      <Form.Item label={words.signIn.code} htmlFor="one-time-code" className="code-field">
        <Input
          id="one-time-code"
          ref={field}
          inputMode="numeric"
          autoComplete="one-time-code"
          maxLength={6}
          value={code}
          onChange={(event) => setCode(event.target.value.replace(/\D/g, ''))}
        />
      </Form.Item>
      {error !== null && (
        <div style={{ marginBottom: 18 }}>
          {error.failure === 'NETWORK' || error.failure === 'UNRECORDED' || error.failure === 'SERVER' ? (
            <Failed error={error} />
          ) : (
            <Alert type="error" role="alert" title={say(error.text) || words.signIn.wrongCode} />
          )}
        </div>
      )}
      <Button type="primary" htmlType="submit" block loading={busy} disabled={code.length !== 6}>
        {words.signIn.confirm}
      </Button>
      <Button type="link" block onClick={onAgain}>
        {words.signIn.again}
      </Button>
    </Form>
  )
}
