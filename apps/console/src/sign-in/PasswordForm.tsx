import { Alert, Button, Form, Input } from 'antd'
import { useState } from 'react'
import type { ApiError } from '../api/ApiError'
import type { DemoAccount } from '../api/contract'
import { signIn } from '../api/session'
import { asApiError } from '../api/useLoad'
import { Failed } from '../look/Failed'
import { useClient } from '../session/ClientContext'
import { useWords } from '../words/WordsContext'

interface Fields {
  username: string
  password: string
}

export function PasswordForm({ account, onAccepted }: { account: DemoAccount | null; onAccepted: (challenge: string) => void }) {
  const client = useClient()
  const { words, say } = useWords()
  const [error, setError] = useState<ApiError | null>(null)
  const [busy, setBusy] = useState(false)

  const submit = ({ username, password }: Fields) => {
    setBusy(true)
    signIn(client, username.trim(), password)
      .then(({ challenge }) => onAccepted(challenge), (cause: unknown) => setError(asApiError(cause)))
      .finally(() => setBusy(false))
  }

  return (
    <Form<Fields>
      layout="vertical"
      size="large"
      requiredMark={false}
      initialValues={account === null ? {} : { username: account.username, password: account.password }}
      onFinish={submit}
    >
      <h1 style={{ marginBottom: 18 }}>{words.signIn.title}</h1>
      <Form.Item name="username" label={words.signIn.username} rules={[{ required: true, message: words.signIn.needUsername }]}>
        <Input autoComplete="username" autoCapitalize="none" spellCheck={false} />
      </Form.Item>
      <Form.Item name="password" label={words.signIn.password} rules={[{ required: true, message: words.signIn.needPassword }]}>
        <Input.Password autoComplete="current-password" />
      </Form.Item>
      {error !== null && (
        <div style={{ marginBottom: 18 }}>
          {error.failure === 'SIGNED_OUT' || error.failure === 'REFUSED' ? (
            <Alert type="error" role="alert" title={say(error.text) || words.signIn.wrongPassword} />
          ) : (
            <Failed error={error} />
          )}
        </div>
      )}
      <Button type="primary" htmlType="submit" block loading={busy}>
        {words.signIn.next}
      </Button>
    </Form>
  )
}
