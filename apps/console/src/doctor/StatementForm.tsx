import { Button, Form, Input } from 'antd'
import { useState } from 'react'
import type { ApiError } from '../api/ApiError'
import { fileStatement } from '../api/care'
import type { Statement } from '../api/contract'
import { asApiError } from '../api/useLoad'
import { Failed } from '../look/Failed'
import { useClient } from '../session/ClientContext'
import { useWords } from '../words/WordsContext'

const TEXT_LEAST = 20

export function StatementForm({ statement, onFiled }: { statement: Statement; onFiled: () => void }) {
  const client = useClient()
  const { words } = useWords()
  const [error, setError] = useState<ApiError | null>(null)
  const [busy, setBusy] = useState(false)
  const field = `statement-${statement.id}`

  const file = ({ text }: { text: string }) => {
    setBusy(true)
    fileStatement(client, statement.id, text.trim())
      .then(onFiled, (cause: unknown) => setError(asApiError(cause)))
      .finally(() => setBusy(false))
  }

  return (
    <Form<{ text: string }> name={field} layout="vertical" requiredMark={false} onFinish={file}>
      <Form.Item
        name="text"
        label={words.statements.text}
        extra={words.statements.help(TEXT_LEAST)}
        rules={[{ required: true, whitespace: true, min: TEXT_LEAST, message: words.statements.help(TEXT_LEAST) }]}
      >
        <Input.TextArea rows={4} maxLength={4000} />
      </Form.Item>
      {error !== null && (
        <div style={{ marginBottom: 14 }}>
          <Failed error={error} />
        </div>
      )}
      <Button type="primary" htmlType="submit" loading={busy}>
        {words.statements.file}
      </Button>
    </Form>
  )
}
