import { Button, Form, Input, Radio } from 'antd'
import { useState } from 'react'
import type { ApiError } from '../api/ApiError'
import { breakGlass } from '../api/care'
import type { Situation } from '../api/contract'
import { asApiError } from '../api/useLoad'
import { Failed } from '../look/Failed'
import { useClient } from '../session/ClientContext'
import { useSession } from '../session/SessionContext'
import { useWords } from '../words/WordsContext'

const SITUATIONS: Situation[] = ['RESUSCITATION', 'PUBLIC_HEALTH_EVENT', 'OTHER_EMERGENCY']
const REASON_LEAST = 10

interface Fields {
  situation: Situation
  reason: string
}

/** Asks for situation and reason, and says beforehand what follows. */
export function BreakGlassForm({ patient, onOpened }: { patient: string; onOpened: () => void }) {
  const client = useClient()
  const { openGlass } = useSession()
  const { words } = useWords()
  const [error, setError] = useState<ApiError | null>(null)
  const [busy, setBusy] = useState(false)

  const open = ({ situation, reason }: Fields) => {
    setBusy(true)
    breakGlass(client, { patient, situation, reason: reason.trim() })
      .then(
        (opened) => {
          openGlass(patient, opened)
          onOpened()
        },
        (cause: unknown) => setError(asApiError(cause)),
      )
      .finally(() => setBusy(false))
  }

  return (
    <section className="sheet">
      <Form<Fields> layout="vertical" size="large" requiredMark={false} onFinish={open}>
        <Form.Item name="situation" label={words.emergency.situation} rules={[{ required: true, message: words.emergency.needSituation }]}>
          <Radio.Group options={SITUATIONS.map((each) => ({ value: each, label: words.emergency.situations[each] }))} />
        </Form.Item>
        <Form.Item
          name="reason"
          label={words.emergency.reason}
          rules={[{ required: true, whitespace: true, min: REASON_LEAST, message: words.emergency.reasonHelp(REASON_LEAST) }]}
          extra={words.emergency.reasonHelp(REASON_LEAST)}
        >
          <Input.TextArea rows={3} maxLength={500} />
        </Form.Item>
        <div className="notice alarm" style={{ marginBottom: 18 }}>
          <strong>{words.emergency.followsTitle}</strong>
          <ul style={{ paddingLeft: 20, marginTop: 4 }}>
            {words.emergency.follows.map((each) => (
              <li key={each}>{each}</li>
            ))}
          </ul>
        </div>
        {error !== null && (
          <div style={{ marginBottom: 18 }}>
            <Failed error={error} />
          </div>
        )}
        <Button type="primary" danger htmlType="submit" loading={busy}>
          {words.emergency.open}
        </Button>
      </Form>
    </section>
  )
}
