import { Route, Routes, useNavigate } from 'react-router'
import { DecisionPage } from '../decision/DecisionPage'
import { Frame } from '../look/Frame'
import { NotFound } from '../look/NotFound'
import { useSession } from '../session/SessionContext'
import { useWords } from '../words/WordsContext'
import { EmergencyPage } from './EmergencyPage'
import { RecordPage } from './RecordPage'
import { ResourcePage } from './ResourcePage'
import { StatementsPage } from './StatementsPage'
import { WorkListPage } from './WorkListPage'

/** What doctors and nurses see; the emergency door is for doctors. */
export default function DoctorDesk() {
  const { words } = useWords()
  const { session } = useSession()
  const doctor = session.user.role === 'DOCTOR'
  const places = [
    { to: '/', label: words.doctor.workList },
    ...(doctor
      ? [
          { to: '/statements', label: words.doctor.statements },
          { to: '/emergency', label: words.doctor.emergency, tone: 'emergency' as const },
        ]
      : []),
  ]
  return (
    <Frame places={places}>
      <Routes>
        <Route index element={<WorkListPage />} />
        <Route path="patients/:patient" element={<RecordPage />} />
        <Route path="patients/:patient/:type/:id" element={<ResourcePage />} />
        <Route path="decisions/:decision" element={<DecisionPage />} />
        {doctor && <Route path="emergency" element={<Emergency />} />}
        {doctor && <Route path="statements" element={<StatementsPage />} />}
        <Route path="*" element={<NotFound />} />
      </Routes>
    </Frame>
  )
}

function Emergency() {
  const navigate = useNavigate()
  return (
    <div className="page narrow">
      <EmergencyPage onOpened={(patient) => navigate(`/patients/${patient}`)} />
    </div>
  )
}
