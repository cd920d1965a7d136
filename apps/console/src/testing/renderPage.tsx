import { render } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import type { ReactNode } from 'react'
import { MemoryRouter, Route, Routes, useLocation } from 'react-router'
import { Client } from '../api/Client'
import type { BreakGlass, Language, Role, Session } from '../api/contract'
import { Styled } from '../look/Styled'
import { ClientContext } from '../session/ClientContext'
import { SessionContext } from '../session/SessionContext'
import { WordsProvider } from '../words/WordsContext'
import type { FakeServer } from './FakeServer'

export function sessionOf(role: Role, more: Partial<Session> = {}): Session {
  return {
    user: { id: 'u1', name: '陈雅琴', role, title: null, department: { code: 'GE', zh: '消化内科', en: 'Gastroenterology' }, group: null },
    patients: role === 'PATIENT' ? ['p1'] : [],
    csrf: 'token',
    idleSeconds: 600,
    demo: false,
    ...more,
  }
}

interface Setting {
  server: FakeServer
  role?: Role
  language?: Language
  /** The address the page is opened at, and the pattern it is mounted under. */
  at?: string
  route?: string
  glass?: Record<string, BreakGlass>
  patients?: string[]
}

/** Shows one page as a signed-in person sees it, against a server by hand. */
export function renderPage(page: ReactNode, { server, role = 'DOCTOR', language = 'zh', at = '/', route = '*', glass = {}, patients }: Setting) {
  const client = new Client(server.fetch)
  client.begin('token')
  const opened: Record<string, BreakGlass> = {}
  const state = {
    session: sessionOf(role, patients === undefined ? {} : { patients }),
    leave: () => undefined,
    glass,
    openGlass: (patient: string, access: BreakGlass) => {
      opened[patient] = access
    },
  }
  render(
    <ClientContext value={client}>
      <WordsProvider initial={language}>
       <Styled>
        <SessionContext value={state}>
          <MemoryRouter initialEntries={[at]}>
            <Where />
            <Routes>
              <Route path={route} element={page} />
              <Route path="*" element={null} />
            </Routes>
          </MemoryRouter>
        </SessionContext>
       </Styled>
      </WordsProvider>
    </ClientContext>,
  )
  return { user: userEvent.setup({ delay: null }), opened }
}

/** Writes the address into the page, so that a test can see where a click led. */
function Where() {
  const location = useLocation()
  return <output data-testid="where">{location.pathname + location.search}</output>
}
