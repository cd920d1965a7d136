import { Button, Form, Input } from 'antd'
import { useState } from 'react'
import type { ApiError } from '../api/ApiError'
import { asApiError } from '../api/useLoad'
import { Failed } from './Failed'

interface Act {
  /** Tells the fields of several such forms on a page apart. */
  name: string
  label: string
  hint: string
  least?: number
  button: string
  act: (text: string) => Promise<unknown>
  onDone: () => void
}

/** A written reason and the button that acts on it. */
export function ActWithText({ name, label, hint, least = 4, button, act, onDone }: Act) {
  const [error, setError] = useState<ApiError | null>(null)
  const [busy, setBusy] = useState(false)
  const send = ({ text }: { text: string }) => {
    setBusy(true)
    setError(null)
    act(text.trim())
      .then(onDone, (cause: unknown) => setError(asApiError(cause)))
      .finally(() => setBusy(false))
  }
  return (
    <Form<{ text: string }> name={name} layout="vertical" requiredMark={false} onFinish={send}>
      <Form.Item name="text" label={label} rules={[{ required: true, whitespace: true, min: least, message: hint }]}>
        <Input placeholder={hint} maxLength={1000} />
      </Form.Item>
      {error !== null && (
        <div style={{ marginBottom: 14 }}>
          <Failed error={error} />
        </div>
      )}
      <Button htmlType="submit" type="primary" loading={busy}>
        {button}
      </Button>
    </Form>
  )
}
