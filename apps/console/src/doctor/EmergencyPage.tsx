import { Button } from 'antd'
import { useState } from 'react'
import type { FoundPatient } from '../api/contract'
import { PageHead } from '../look/PageHead'
import { useWords } from '../words/WordsContext'
import { BreakGlassForm } from './BreakGlassForm'
import { FindPatient } from './FindPatient'

/** The emergency door: find the patient, say why, and the record opens. */
export function EmergencyPage({ onOpened }: { onOpened: (patient: string) => void }) {
  const { words, say } = useWords()
  const [chosen, setChosen] = useState<FoundPatient | null>(null)
  return (
    <>
      <PageHead title={words.emergency.title} lead={words.emergency.lead} />
      {chosen === null ? (
        <FindPatient onChosen={setChosen} />
      ) : (
        <div className="stack">
          <div className="sheet row between">
            <span>
              <span className="quiet">{words.emergency.chosen} </span>
              <strong>{say(chosen.maskedName)}</strong>{' '}
              {[words.genders[chosen.gender], words.common.years(chosen.age)].filter(Boolean).join(' · ')}
            </span>
            <Button size="small" onClick={() => setChosen(null)}>
              {words.emergency.change}
            </Button>
          </div>
          <BreakGlassForm patient={chosen.id} onOpened={() => onOpened(chosen.id)} />
        </div>
      )}
    </>
  )
}
