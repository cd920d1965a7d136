import { Button, Checkbox, Form, Input } from 'antd'
import { useCallback, useState } from 'react'
import { Link, useSearchParams } from 'react-router'
import type { ApiError } from '../api/ApiError'
import { entries, evidencePackage } from '../api/office'
import { saveFile } from '../api/saveFile'
import { asApiError, useLoad } from '../api/useLoad'
import { Failed } from '../look/Failed'
import { Loading } from '../look/Loading'
import { PageHead } from '../look/PageHead'
import { useClient } from '../session/ClientContext'
import { useSession } from '../session/SessionContext'
import { useDates } from '../words/dates'
import { useWords } from '../words/WordsContext'
import { ActorName } from './ActorName'
import { Holds } from './Holds'
import { indexesIn } from './indexes'

/** Evidence packages: ordering one, and those that were handed out. */
export function EvidencePage() {
  const { words } = useWords()
  const [made, setMade] = useState(0)
  return (
    <div className="page narrow stack">
      <PageHead title={words.audit.evidence} lead={words.audit.evidenceLead} />
      <Order onMade={() => setMade((count) => count + 1)} />
      <Holds key={`holds-${made}`} />
      <Issued key={`issued-${made}`} />
    </div>
  )
}

interface Ordered {
  which: string
  reason: string
  hold: boolean
}

function Order({ onMade }: { onMade: () => void }) {
  const client = useClient()
  const { words } = useWords()
  const its = words.audit
  const [query] = useSearchParams()
  const { session } = useSession()
  const [error, setError] = useState<ApiError | null>(null)
  const [file, setFile] = useState('')
  const [busy, setBusy] = useState(false)

  const make = ({ which, reason, hold }: Ordered) => {
    setBusy(true)
    setError(null)
    evidencePackage(client, { entries: indexesIn(which) ?? [], reason: reason.trim(), hold })
      .then(
        (download) => {
          saveFile(download)
          setFile(download.name)
          onMade()
        },
        (cause: unknown) => setError(asApiError(cause)),
      )
      .finally(() => setBusy(false))
  }

  return (
    <section className="sheet stack">
      <h2>{its.order}</h2>
      <Form<Ordered> name="evidence" layout="vertical" requiredMark={false} initialValues={{ which: query.get('entries') ?? '', reason: '', hold: false }} onFinish={make}>
        <Form.Item
          name="which"
          label={its.entries}
          extra={its.entriesHint}
          rules={[{ validator: (_, text: string) => (indexesIn(text) === null ? Promise.reject(new Error(its.entriesWrong)) : Promise.resolve()) }]}
        >
          <Input maxLength={4000} />
        </Form.Item>
        <Form.Item name="reason" label={its.reason} rules={[{ required: true, whitespace: true, message: its.needReason }]}>
          <Input placeholder={its.reasonHint} maxLength={200} />
        </Form.Item>
        {session.user.role === 'OFFICER' && (
          <Form.Item name="hold" valuePropName="checked">
            <Checkbox>{its.holdToo}</Checkbox>
          </Form.Item>
        )}
        {error !== null && (
          <div style={{ marginBottom: 14 }}>
            <Failed error={error} />
          </div>
        )}
        <Button type="primary" htmlType="submit" loading={busy}>
          {its.make}
        </Button>
      </Form>
      {file !== '' && (
        <p className="notice good" role="status">
          {its.made('')}
          <span className="hash">{file}</span>
        </p>
      )}
    </section>
  )
}

function Issued() {
  const client = useClient()
  const { words } = useWords()
  const dates = useDates()
  const { loaded, reload } = useLoad(useCallback((signal: AbortSignal) => entries(client, { type: 'EXPORT', purpose: 'AUDIT', door: 'OFFICE' }, null, signal), [client]))
  const issued = loaded.state === 'READY' ? loaded.value.entries.filter((each) => each.operation === 'evidence.export') : []
  return (
    <section className="stack">
      <h2>{words.audit.issued}</h2>
      {loaded.state === 'LOADING' && <Loading rows={3} />}
      {loaded.state === 'FAILED' && <Failed error={loaded.error} retry={reload} />}
      {loaded.state === 'READY' && issued.length === 0 && <p className="sheet quiet">{words.audit.issuedNothing}</p>}
      {issued.map((each) => (
        <div key={each.index} className="sheet row between">
          <span className="stack tight">
            <Link to={`/office/entries/${each.index}`}>{words.entry.title(String(each.index))}</Link>
            {each.reference && <span>{words.audit.issuedReason(each.reference)}</span>}
          </span>
          <span className="stack tight" style={{ textAlign: 'right' }}>
            <ActorName actor={each.actor} />
            <time className="quiet small" dateTime={each.at}>
              {dates.exact(each.at)}
            </time>
          </span>
        </div>
      ))}
    </section>
  )
}
