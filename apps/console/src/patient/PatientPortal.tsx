import { BulbOutlined, EyeOutlined, HomeOutlined, SafetyCertificateOutlined } from '@ant-design/icons'
import { useState } from 'react'
import { Route, Routes } from 'react-router'
import { Frame } from '../look/Frame'
import { NotFound } from '../look/NotFound'
import { useSession } from '../session/SessionContext'
import { useWords } from '../words/WordsContext'
import { ConsentsPage } from './ConsentsPage'
import { DevicesPage } from './DevicesPage'
import { FeedPage } from './FeedPage'
import { HomePage } from './HomePage'
import { WardChoice } from './WardChoice'

/** What a patient sees, or a guardian for one of the wards. */
export default function PatientPortal() {
  const { words } = useWords()
  const { session } = useSession()
  const patients = session.patients ?? []
  const [patient, setPatient] = useState(patients[0])
  const places = [
    { to: '/', label: words.patient.home, icon: <HomeOutlined /> },
    { to: '/feed', label: words.patient.feed, icon: <EyeOutlined /> },
    { to: '/consents', label: words.patient.consents, icon: <SafetyCertificateOutlined /> },
    { to: '/devices', label: words.patient.devices, icon: <BulbOutlined /> },
  ]
  if (patient === undefined) {
    return (
      <Frame places={[]}>
        <p className="page narrow">{words.patient.noPatient}</p>
      </Frame>
    )
  }
  return (
    <Frame places={places} tabs>
      <div className="page narrow">
        {session.user.role === 'GUARDIAN' && <WardChoice patients={patients} chosen={patient} onChoose={setPatient} />}
        <Routes key={patient}>
          <Route index element={<HomePage patient={patient} />} />
          <Route path="feed" element={<FeedPage patient={patient} />} />
          <Route path="consents" element={<ConsentsPage patient={patient} />} />
          <Route path="devices" element={<DevicesPage patient={patient} />} />
          <Route path="*" element={<NotFound />} />
        </Routes>
      </div>
    </Frame>
  )
}
