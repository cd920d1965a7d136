import { Button, Form, Input, Radio } from 'antd'
import { useState } from 'react'
import type { ApiError } from '../api/ApiError'
import type { ReviewedStatement } from '../api/contract'
import { reviewStatement } from '../api/office'
import { asApiError } from '../api/useLoad'
import { Failed } from '../look/Failed'
import { useClient } from '../session/ClientContext'
import { useWords } from '../words/WordsContext'

const NOTE_LEAST = 4

/** What the officer found about one emergency access; it can be given once. */
export function ReviewForm({ statement, onReviewed }: { statement: ReviewedStatement; onReviewed: () => void }) {
  const client = useClient()
  const { words } = useWords()
  const its = words.audit
  const [error, setError] = useState<ApiError | null>(null)
  const [busy, setBusy] = useState(false)

  const keep = ({ justified, note }: { justified: boolean; note: string }) => {
    setBusy(true)
    reviewStatement(client, statement.id, justified, note.trim())
      .then(onReviewed, (cause: unknown) => setError(asApiError(cause)))
      .finally(() => setBusy(false))
  }

  return (
    <Form<{ justified: boolean; note: string }> name={`review-${statement.id}`} layout="vertical" requiredMark={false} onFinish={keep}>
      <Form.Item name="justified" label={its.reviewFinding} rules={[{ required: true, message: its.reviewFinding }]}>
        <Radio.Group
          options={[
            { value: true, label: its.reviewJustified },
            { value: false, label: its.reviewUnjustified },
          ]}
        />
      </Form.Item>
      <Form.Item name="note" label={its.reviewNote} extra={its.reviewHint} rules={[{ required: true, whitespace: true, min: NOTE_LEAST, message: its.reviewHint }]}>
        <Input.TextArea rows={2} maxLength={2000} />
      </Form.Item>
      {error !== null && (
        <div style={{ marginBottom: 14 }}>
          <Failed error={error} />
        </div>
      )}
      <Button type="primary" htmlType="submit" loading={busy}>
        {its.reviewKeep}
      </Button>
    </Form>
  )
}
