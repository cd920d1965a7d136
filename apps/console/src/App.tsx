import { lazy, Suspense } from 'react'
import { BrowserRouter, useLocation } from 'react-router'
import type { Client } from './api/Client'
import { Loading } from './look/Loading'
import { Styled } from './look/Styled'
import { ClientContext } from './session/ClientContext'
import { SessionGate } from './session/SessionGate'
import { useSession } from './session/SessionContext'
import { WordsProvider } from './words/WordsContext'

const AuthorizePage = lazy(() => import('./apps/AuthorizePage'))
const DoctorDesk = lazy(() => import('./doctor/DoctorDesk'))
const PatientPortal = lazy(() => import('./patient/PatientPortal'))
const Office = lazy(() => import('./office/Office'))
const AdministratorDesk = lazy(() => import('./administrator/AdministratorDesk'))

export function App({ client }: { client: Client }) {
  return (
    <ClientContext value={client}>
      <WordsProvider>
        <Styled>
          <BrowserRouter>
            <SessionGate>
              <Suspense fallback={<div className="page"><Loading /></div>}>
                <Desk />
              </Suspense>
            </SessionGate>
          </BrowserRouter>
        </Styled>
      </WordsProvider>
    </ClientContext>
  )
}

/** Each role loads only its own screens. */
function Desk() {
  const { session } = useSession()
  if (useLocation().pathname === '/authorize') return <AuthorizePage />
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
