import { createContext, useContext } from 'react'
import type { BreakGlass, Session } from '../api/contract'

export interface SessionState {
  session: Session
  /** Ends the session here and on the server. */
  leave: () => void
  /** Break-glass accesses opened in this session, by patient. */
  glass: Record<string, BreakGlass>
  openGlass: (patient: string, opened: BreakGlass) => void
}

export const SessionContext = createContext<SessionState | null>(null)

export function useSession(): SessionState {
  const state = useContext(SessionContext)
  if (state === null) throw new Error('useSession needs a SessionContext above it')
  return state
}
