import { Button, Form, Input, Radio } from 'antd'
import { useState } from 'react'
import type { ApiError } from '../api/ApiError'
import { findPatients } from '../api/care'
import type { FoundPatient, IdentityKind } from '../api/contract'
import { asApiError } from '../api/useLoad'
import { Failed } from '../look/Failed'
import { useClient } from '../session/ClientContext'
import { useWords } from '../words/WordsContext'

const KINDS: IdentityKind[] = ['ID_NUMBER', 'PHONE', 'RECORD_NUMBER']

interface Fields {
  kind: IdentityKind
  value: string
}

export function FindPatient({ onChosen }: { onChosen: (patient: FoundPatient) => void }) {
  const client = useClient()
  const { words } = useWords()
  const [found, setFound] = useState<FoundPatient[] | null>(null)
  const [error, setError] = useState<ApiError | null>(null)
  const [busy, setBusy] = useState(false)

  const find = ({ kind, value }: Fields) => {
    setBusy(true)
    setError(null)
    findPatients(client, kind, value.replace(/\s/g, ''))
      .then(({ patients }) => setFound(patients), (cause: unknown) => setError(asApiError(cause)))
      .finally(() => setBusy(false))
  }

  return (
    <div className="stack">
      <section className="sheet">
        <h2>{words.emergency.find}</h2>
        <Form<Fields> layout="vertical" size="large" requiredMark={false} initialValues={{ kind: 'ID_NUMBER' }} onFinish={find}>
          <Form.Item name="kind" label={words.emergency.kind}>
            <Radio.Group options={KINDS.map((kind) => ({ value: kind, label: words.emergency.kinds[kind] }))} />
          </Form.Item>
          <Form.Item name="value" label={words.emergency.value} extra={words.emergency.findLogged} rules={[{ required: true, whitespace: true, message: words.emergency.needValue }]}>
            <Input autoComplete="off" />
          </Form.Item>
          <Button type="primary" htmlType="submit" loading={busy}>
            {words.emergency.findButton}
          </Button>
        </Form>
      </section>
      {error !== null && <Failed error={error} />}
      {found !== null && (
        <div role="status" className="stack">
          {found.length === 0 && <p className="notice">{words.emergency.nobody}</p>}
          {found.map((each) => (
            <div key={each.id} className="sheet row between">
              <span>
                <strong>{each.maskedName}</strong> {[words.genders[each.gender], words.common.years(each.age)].filter(Boolean).join(' · ')}
              </span>
              <Button type="primary" onClick={() => onChosen(each)}>
                {words.emergency.choose(each.maskedName)}
              </Button>
            </div>
          ))}
        </div>
      )}
    </div>
  )
}
