import { Alert, Button, Checkbox, Form, Input, Modal } from 'antd'
import { useState } from 'react'
import type { ApiError } from '../api/ApiError'
import { downloadFeed } from '../api/portal'
import { demoAccounts } from '../api/session'
import { asApiError } from '../api/useLoad'
import { Failed } from '../look/Failed'
import { useClient } from '../session/ClientContext'
import { useSession } from '../session/SessionContext'
import { useWords } from '../words/WordsContext'
import { saveFile } from '../api/saveFile'

/** Takes the whole list away as a file that proves itself: after a warning, with a fresh code. */
export function DownloadList({ patient }: { patient: string }) {
  const client = useClient()
  const { words } = useWords()
  const { session } = useSession()
  const [open, setOpen] = useState(false)
  const [read, setRead] = useState(false)
  const [code, setCode] = useState('')
  const [error, setError] = useState<ApiError | null>(null)
  const [busy, setBusy] = useState(false)
  const its = words.download

  const close = () => {
    setOpen(false)
    setRead(false)
    setCode('')
    setError(null)
  }
  const fetchFile = () => {
    setBusy(true)
    setError(null)
    downloadFeed(client, patient, code)
      .then(
        (file) => {
          saveFile(file)
          close()
        },
        (cause: unknown) => {
          setError(asApiError(cause))
          setCode('')
        },
      )
      .finally(() => setBusy(false))
  }
  const fill = () => {
    void demoAccounts(client).then(({ accounts }) => {
      const own = accounts.find((account) => account.name === session.user.name && account.role === session.user.role)
      setCode(own?.code ?? '')
    })
  }

  return (
    <>
      <Button onClick={() => setOpen(true)}>{its.button}</Button>
      <Modal
        open={open}
        title={its.title}
        okText={its.start}
        cancelText={words.common.cancel}
        confirmLoading={busy}
        okButtonProps={{ disabled: !read || code.length !== 6 }}
        onOk={fetchFile}
        onCancel={close}
        destroyOnHidden
      >
        <div className="stack">
          <p>{its.what}</p>
          <p className="notice alarm">{its.warning}</p>
          <Checkbox checked={read} onChange={(event) => setRead(event.target.checked)}>
            {its.acknowledge}
          </Checkbox>
          <Form layout="vertical" requiredMark={false}>
            <Form.Item label={words.lock.code} htmlFor="download-code" className="code-field">
              <Input id="download-code" inputMode="numeric" autoComplete="one-time-code" maxLength={6} value={code} onChange={(event) => setCode(event.target.value.replace(/\D/g, ''))} />
            </Form.Item>
            {session.demo && <Button onClick={fill}>{words.lock.demoFill}</Button>}
          </Form>
          {error !== null && (error.refusal?.code === 'STEP_UP_REQUIRED' ? <Alert type="error" role="alert" title={words.lock.wrong} /> : <Failed error={error} />)}
        </div>
      </Modal>
    </>
  )
}
