import { ConfigProvider } from 'antd'
import english from 'antd/es/locale/en_US'
import chinese from 'antd/es/locale/zh_CN'
import { lazy, Suspense } from 'react'
import { BrowserRouter } from 'react-router'
import type { Client } from './api/Client'
import { Loading } from './look/Loading'
import { theme } from './look/theme'
import { ClientContext } from './session/ClientContext'
import { SessionGate } from './session/SessionGate'
import { useSession } from './session/SessionContext'
import { useWords, WordsProvider } from './words/WordsContext'

const DoctorDesk = lazy(() => import('./doctor/DoctorDesk'))
const PatientPortal = lazy(() => import('./patient/PatientPortal'))
const Office = lazy(() => import('./office/Office'))
const AdministratorDesk = lazy(() => import('./administrator/AdministratorDesk'))

export function App({ client }: { client: Client }) {
  return (
    <ClientContext value={client}>
      <WordsProvider>
        <Styled />
      </WordsProvider>
    </ClientContext>
  )
}

function Styled() {
  const { language } = useWords()
  return (
    <ConfigProvider theme={theme} locale={language === 'zh' ? chinese : english} button={{ autoInsertSpace: false }}>
      <BrowserRouter>
        <SessionGate>
          <Suspense fallback={<div className="page"><Loading /></div>}>
            <Desk />
          </Suspense>
        </SessionGate>
      </BrowserRouter>
    </ConfigProvider>
  )
}

/** Each role loads only its own screens. */
function Desk() {
  const { session } = useSession()
  switch (session.user.role) {
    case 'DOCTOR':
    case 'NURSE':
      return <DoctorDesk />
    case 'PATIENT':
    case 'GUARDIAN':
      return <PatientPortal />
    case 'OFFICER':
    case 'AUDITOR':
      return <Office />
    case 'ADMINISTRATOR':
    case 'RESEARCHER':
      return <AdministratorDesk />
  }
}
