import { useCallback, useState } from 'react'
import type { ApiError } from '../api/ApiError'
import type { Device } from '../api/contract'
import { devices, setDevice } from '../api/portal'
import { asApiError, useLoad } from '../api/useLoad'
import { Failed } from '../look/Failed'
import { Loading } from '../look/Loading'
import { PageHead } from '../look/PageHead'
import { useClient } from '../session/ClientContext'
import { useWords } from '../words/WordsContext'
import { DeviceCard } from './DeviceCard'
import { usePortalTitles } from './usePortalTitles'

/** Watches and meters: nothing is collected before it is switched on here. */
export function DevicesPage({ patient }: { patient: string }) {
  const client = useClient()
  const titles = usePortalTitles()
  const { words } = useWords()
  const { loaded, reload, replace } = useLoad(
    useCallback((signal: AbortSignal) => devices(client, patient, signal), [client, patient]),
  )
  const [outcome, setOutcome] = useState<'SAVED' | ApiError | null>(null)
  const [busy, setBusy] = useState('')

  const save = async (all: Device[], device: Device) => {
    setBusy(device.id)
    try {
      await setDevice(client, patient, device)
      replace({ devices: all.map((each) => (each.id === device.id ? device : each)) })
      setOutcome('SAVED')
    } catch (cause) {
      setOutcome(asApiError(cause))
    }
    setBusy('')
  }

  return (
    <>
      <PageHead title={titles.devices} lead={titles.devicesLead} />
      <div className="stack">
        <div aria-live="polite">
          {outcome === 'SAVED' && <p className="notice good">{words.devices.saved}</p>}
          {outcome !== null && typeof outcome === 'object' && <Failed error={outcome} />}
        </div>
        {loaded.state === 'LOADING' && <Loading />}
        {loaded.state === 'FAILED' && <Failed error={loaded.error} retry={reload} />}
        {loaded.state === 'READY' && loaded.value.devices.length === 0 && <p className="sheet quiet">{words.devices.nothing}</p>}
        {loaded.state === 'READY' &&
          loaded.value.devices.map((device) => (
            <DeviceCard
              key={device.id}
              device={device}
              busy={busy === device.id}
              onChange={(next) => void save(loaded.value.devices, next)}
            />
          ))}
      </div>
    </>
  )
}
