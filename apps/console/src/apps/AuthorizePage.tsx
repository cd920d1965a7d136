import { Button, Select } from 'antd'
import { useCallback, useState } from 'react'
import { useLocation } from 'react-router'
import type { ApiError } from '../api/ApiError'
import { answerApp, appWish, type AppScope, type AppWish } from '../api/apps'
import { workList } from '../api/care'
import { ward } from '../api/portal'
import { asApiError, useLoad } from '../api/useLoad'
import { Failed } from '../look/Failed'
import { Loading } from '../look/Loading'
import { PageHead } from '../look/PageHead'
import { patientName } from '../record/patientName'
import { useClient } from '../session/ClientContext'
import { useSession } from '../session/SessionContext'
import { useWords } from '../words/WordsContext'

/** Puts an app's wish before the person: who it is, what it may do, about whom. */
export function AuthorizePage({ go = (address: string) => window.location.assign(address) }: { go?: (address: string) => void }) {
  const client = useClient()
  const { search } = useLocation()
  const { words } = useWords()
  const load = useCallback((signal: AbortSignal) => appWish(client, search, signal), [client, search])
  const { loaded, reload } = useLoad(load)

  return (
    <div className="page narrow">
      <PageHead title={words.apps.title} />
      {loaded.state === 'LOADING' && <Loading />}
      {loaded.state === 'FAILED' && <Failed error={loaded.error} retry={reload} />}
      {loaded.state === 'READY' && <Wish wish={loaded.value} query={search} go={go} />}
    </div>
  )
}

function Wish({ wish, query, go }: { wish: AppWish; query: string; go: (address: string) => void }) {
  const client = useClient()
  const { words, say } = useWords()
  const { session } = useSession()
  const [patient, setPatient] = useState<string | null>(wish.patients[0] ?? null)
  const [error, setError] = useState<ApiError | null>(null)
  const [busy, setBusy] = useState(false)
  const its = words.apps

  const answer = (allow: boolean) => {
    setBusy(true)
    setError(null)
    answerApp(client, query, allow, patient).then(
      ({ address }) => go(address),
      (cause: unknown) => {
        setError(asApiError(cause))
        setBusy(false)
      },
    )
  }
  return (
    <div className="stack">
      <p className="notice">
        <strong>{say(wish.app)}</strong> {its.wants(session.user.name)}
      </p>
      <ul>
        {wish.scopes.map((scope) => (
          <li key={scope.scope}>
            <Allowed scope={scope} />
          </li>
        ))}
      </ul>
      {wish.patient && <PatientChoice patients={wish.patients} chosen={patient} onChoose={setPatient} />}
      <p className="quiet">{its.bounds}</p>
      {error !== null && <Failed error={error} />}
      <div className="row">
        <Button type="primary" loading={busy} disabled={wish.patient && patient === null} onClick={() => answer(true)}>
          {its.allow}
        </Button>
        <Button disabled={busy} onClick={() => answer(false)}>
          {its.decline}
        </Button>
      </div>
    </div>
  )
}

function Allowed({ scope }: { scope: AppScope }) {
  const { words } = useWords()
  const what = scope.type === '*' ? words.apps.everything : (words.apps.types[scope.type] ?? scope.type)
  const does = scope.writes ? (scope.reads ? words.apps.readWrite : words.apps.write) : words.apps.read
  return <>{does(what)}</>
}

/** The own record, a ward's, or one of the work list. */
function PatientChoice({ patients, chosen, onChoose }: { patients: string[]; chosen: string | null; onChoose: (patient: string) => void }) {
  const client = useClient()
  const { words } = useWords()
  const load = useCallback(
    async (signal: AbortSignal) => {
      if (patients.length === 0) {
        const list = await workList(client, signal)
        return list.patients.map((each) => ({ value: each.id, label: each.name }))
      }
      const own = await Promise.all(patients.map((each) => ward(client, each, signal).catch(() => null)))
      return patients.map((value, place) => {
        const name = patientName(own[place] ?? null)
        return { value, label: name.kind === 'TEXT' ? name.text : words.patient.ward(place + 1) }
      })
    },
    [client, patients, words],
  )
  const { loaded, reload } = useLoad(load)
  if (loaded.state === 'LOADING') return <Loading />
  if (loaded.state === 'FAILED') return <Failed error={loaded.error} retry={reload} />
  return (
    <div className="row">
      <span className="quiet">{words.apps.about}</span>
      {patients.length === 1 ? (
        <strong>{loaded.value[0]?.label}</strong>
      ) : (
        <Select aria-label={words.apps.about} style={{ minWidth: 220 }} options={loaded.value} value={chosen} onChange={onChoose} />
      )}
    </div>
  )
}

export default AuthorizePage
