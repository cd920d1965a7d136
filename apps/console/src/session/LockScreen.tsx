import { Alert, Button, Form, Input } from 'antd'
import { useState } from 'react'
import type { ApiError } from '../api/ApiError'
import type { Session } from '../api/contract'
import { demoAccounts, unlock } from '../api/session'
import { asApiError } from '../api/useLoad'
import { Brand } from '../look/Brand'
import { Failed } from '../look/Failed'
import { LanguageSwitch } from '../look/LanguageSwitch'
import { useWords } from '../words/WordsContext'
import { useClient } from './ClientContext'

interface Props {
  /** Null when the page was loaded while the session was locked already. */
  session: Session | null
  onUnlocked: (session: Session) => void
  onEmergency: () => void
  onLeave: () => void
}

/** Stands in place of the content until the same person enters a code; keeps the emergency door. */
export function LockScreen({ session, onUnlocked, onEmergency, onLeave }: Props) {
  const client = useClient()
  const { words } = useWords()
  const [code, setCode] = useState('')
  const [error, setError] = useState<ApiError | null>(null)
  const [busy, setBusy] = useState(false)

  const submit = () => {
    setBusy(true)
    unlock(client, code)
      .then(onUnlocked, (cause: unknown) => {
        setError(asApiError(cause))
        setCode('')
      })
      .finally(() => setBusy(false))
  }
  const fill = () => {
    void demoAccounts(client).then(({ accounts }) => {
      const own = accounts.find((account) => account.name === session?.user.name && account.role === session.user.role)
      setCode(own?.code ?? '')
    })
  }

  return (
    <div className="lock">
      <div className="lock-card stack">
        <div className="row between">
          <Brand />
          <LanguageSwitch />
        </div>
        <div className="sheet stack">
          <h1>{words.lock.title}</h1>
          <p className="quiet">{words.lock.text}</p>
          <Form layout="vertical" onFinish={submit} requiredMark={false}>
            <Form.Item label={words.lock.code} htmlFor="unlock-code" className="code-field">
              <Input id="unlock-code" size="large" inputMode="numeric" autoComplete="one-time-code" maxLength={6} value={code} onChange={(event) => setCode(event.target.value.replace(/\D/g, ''))} />
            </Form.Item>
            <div className="row">
              <Button type="primary" size="large" htmlType="submit" loading={busy} disabled={code.length !== 6}>
                {words.lock.unlock}
              </Button>
              {session?.demo && <Button onClick={fill}>{words.lock.demoFill}</Button>}
              <Button type="text" onClick={onLeave}>
                {words.common.signOut}
              </Button>
            </div>
          </Form>
          {error !== null && (isWrongCode(error) ? <Alert type="error" role="alert" title={words.lock.wrong} /> : <Failed error={error} />)}
        </div>
        {session?.user.role === 'DOCTOR' && (
          <Button danger block size="large" style={{ height: 'auto', padding: '10px 16px', whiteSpace: 'normal' }} onClick={onEmergency}>
            {words.lock.emergency}
          </Button>
        )}
      </div>
    </div>
  )
}

function isWrongCode(error: ApiError): boolean {
  return error.failure === 'BAD_REQUEST' || error.failure === 'SIGNED_OUT' || error.failure === 'REFUSED' || error.failure === 'LOCKED'
}
