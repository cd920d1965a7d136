import { Segmented } from 'antd'
import { useCallback } from 'react'
import { ward } from '../api/portal'
import { useLoad } from '../api/useLoad'
import { patientName } from '../record/patientName'
import { useClient } from '../session/ClientContext'
import { useWords } from '../words/WordsContext'

interface Props {
  patients: string[]
  chosen: string
  onChoose: (patient: string) => void
}

/** Lets a guardian say whose record the pages are about. */
export function WardChoice({ patients, chosen, onChoose }: Props) {
  const client = useClient()
  const { words } = useWords()
  // A name that may not be shown leaves the ward with a number; the choice must work all the same.
  const load = useCallback(
    (signal: AbortSignal) => Promise.all(patients.map((patient) => ward(client, patient, signal).catch(() => null))),
    [client, patients],
  )
  const { loaded } = useLoad(load)
  const options = patients.map((patient, place) => {
    const name = loaded.state === 'READY' ? patientName(loaded.value[place] ?? null) : { kind: 'ABSENT' as const }
    return { value: patient, label: name.kind === 'TEXT' ? name.text : words.patient.ward(place + 1) }
  })
  return (
    <div className="row" style={{ marginBottom: 18 }}>
      <span className="quiet">{words.patient.wardLabel}</span>
      {options.length === 1 ? (
        <strong>{options[0]?.label}</strong>
      ) : (
        <Segmented aria-label={words.patient.wardLabel} options={options} value={chosen} onChange={onChoose} />
      )}
    </div>
  )
}
