import { useCallback, useState } from 'react'
import type { ApiError } from '../api/ApiError'
import type { Consents } from '../api/contract'
import { changeConsent, consents } from '../api/portal'
import { asApiError, useLoad } from '../api/useLoad'
import { Failed } from '../look/Failed'
import { Loading } from '../look/Loading'
import { PageHead } from '../look/PageHead'
import { useClient } from '../session/ClientContext'
import { useWords } from '../words/WordsContext'
import { ConfirmChange, type Wish } from './ConfirmChange'
import { ConsentGroups } from './ConsentGroups'
import { usePortalTitles } from './usePortalTitles'

type Outcome = 'SAVED' | 'MOVED' | ApiError | null

/** What the record may be used for, item by item; each change is confirmed by itself. */
export function ConsentsPage({ patient }: { patient: string }) {
  const client = useClient()
  const titles = usePortalTitles()
  const { words } = useWords()
  const { loaded, reload, replace } = useLoad(
    useCallback((signal: AbortSignal) => consents(client, patient, signal), [client, patient]),
  )
  const [wish, setWish] = useState<Wish | null>(null)
  const [busy, setBusy] = useState(false)
  const [outcome, setOutcome] = useState<Outcome>(null)

  const save = async (state: Consents, wanted: Wish) => {
    setBusy(true)
    try {
      replace(await changeConsent(client, patient, state.version, wanted.change))
      setOutcome('SAVED')
    } catch (cause) {
      const error = asApiError(cause)
      if (error.failure !== 'CONFLICT') setOutcome(error)
      else {
        // Somebody was faster: what holds now is shown, and nothing is sent again without a new decision.
        setOutcome('MOVED')
        if (error.current === null) reload()
        else replace(error.current)
      }
    }
    setBusy(false)
    setWish(null)
  }

  return (
    <>
      <PageHead title={titles.consents} lead={titles.consentsLead} />
      <div className="stack">
        <div aria-live="polite">
          {outcome === 'SAVED' && <p className="notice good">{words.consents.saved}</p>}
          {outcome === 'MOVED' && <p className="notice alarm">{words.consents.moved}</p>}
          {outcome !== null && typeof outcome === 'object' && <Failed error={outcome} />}
        </div>
        {loaded.state === 'LOADING' && <Loading rows={8} />}
        {loaded.state === 'FAILED' && <Failed error={loaded.error} retry={reload} />}
        {loaded.state === 'READY' && (
          <>
            <ConsentGroups consents={loaded.value} onWish={setWish} />
            <ConfirmChange wish={wish} busy={busy} onConfirm={(wanted) => void save(loaded.value, wanted)} onCancel={() => setWish(null)} />
          </>
        )}
      </div>
    </>
  )
}
