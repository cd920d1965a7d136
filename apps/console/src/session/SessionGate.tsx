import { Button, ConfigProvider } from 'antd'
import { Activity, useCallback, useEffect, useMemo, useRef, useState, type ReactNode } from 'react'
import { useNavigate } from 'react-router'
import type { ApiError } from '../api/ApiError'
import type { BreakGlass, Session } from '../api/contract'
import { currentSession, signOut } from '../api/session'
import { asApiError } from '../api/useLoad'
import { EmergencyPage } from '../doctor/EmergencyPage'
import { Failed } from '../look/Failed'
import { SignInPage } from '../sign-in/SignInPage'
import { useWords } from '../words/WordsContext'
import { useClient } from './ClientContext'
import { forgetGlass, keepGlass, keptGlass } from './glass'
import { LockScreen } from './LockScreen'
import { SessionContext, type SessionState } from './SessionContext'
import { useIdle } from './useIdle'

type Standing =
  | { kind: 'ASKING' }
  | { kind: 'OUT'; ended: boolean }
  | { kind: 'FAILED'; error: ApiError }
  | { kind: 'IN'; session: Session | null; door: 'OPEN' | 'LOCKED' | 'EMERGENCY' }

/** Lets nobody past without a session, and puts the content away while the session is locked. */
export function SessionGate({ children }: { children: ReactNode }) {
  const client = useClient()
  const { words } = useWords()
  const navigate = useNavigate()
  const [standing, setStanding] = useState<Standing>({ kind: 'ASKING' })
  const [glass, setGlass] = useState(keptGlass)
  const [turn, setTurn] = useState(0)
  const stage = useRef<HTMLDivElement>(null)

  const enter = useCallback(
    (session: Session) => {
      client.begin(session.csrf)
      setStanding({ kind: 'IN', session, door: session.locked ? 'LOCKED' : 'OPEN' })
    },
    [client],
  )
  const lock = useCallback(() => {
    setStanding((now) => ({ kind: 'IN', session: now.kind === 'IN' ? now.session : null, door: 'LOCKED' }))
  }, [])
  const out = useCallback((ended: boolean) => {
    forgetGlass()
    setGlass({})
    setStanding((now) => ({ kind: 'OUT', ended: ended && now.kind === 'IN' }))
  }, [])
  const leave = useCallback(() => {
    // Signing out here holds even when the server is out of reach; its session then ends by its idle limit.
    signOut(client).catch(() => undefined).finally(() => {
      out(false)
      navigate('/')
    })
  }, [client, navigate, out])

  useEffect(() => {
    client.watch({ locked: lock, signedOut: () => out(true) })
    const abort = new AbortController()
    currentSession(client, abort.signal).then(enter, (cause: unknown) => {
      const error = asApiError(cause)
      if (abort.signal.aborted || error.failure === 'SIGNED_OUT' || error.failure === 'LOCKED') return
      setStanding({ kind: 'FAILED', error })
    })
    return () => abort.abort()
  }, [client, enter, lock, out, turn])

  const session = standing.kind === 'IN' ? standing.session : null
  const door = standing.kind === 'IN' ? standing.door : 'LOCKED'
  useIdle(session?.idleSeconds ?? 600, session !== null && door !== 'LOCKED', lock)

  const openGlass = useCallback((patient: string, opened: BreakGlass) => {
    setGlass((now) => {
      const next = { ...now, [patient]: opened }
      keepGlass(next)
      return next
    })
  }, [])
  const state = useMemo<SessionState | null>(
    () => (session === null ? null : { session, leave, glass, openGlass }),
    [session, leave, glass, openGlass],
  )

  if (standing.kind === 'ASKING') return null
  if (standing.kind === 'FAILED') {
    return (
      <div className="lock">
        <Failed error={standing.error} retry={() => setTurn(turn + 1)} />
      </div>
    )
  }
  if (standing.kind === 'OUT') return <SignInPage ended={standing.ended} onSignedIn={enter} />
  return (
    <>
      {door === 'LOCKED' && (
        <LockScreen
          session={session}
          onUnlocked={enter}
          onLeave={leave}
          onEmergency={() => setStanding({ kind: 'IN', session, door: 'EMERGENCY' })}
        />
      )}
      {state !== null && (
        <SessionContext value={state}>
          {door === 'EMERGENCY' && (
            <div className="page narrow">
              <Button type="link" style={{ paddingInline: 0 }} onClick={lock}>
                {words.lock.backToLock}
              </Button>
              <EmergencyPage onOpened={() => setStanding({ kind: 'IN', session, door: 'OPEN' })} />
            </div>
          )}
          <Activity mode={door === 'OPEN' ? 'visible' : 'hidden'}>
            <div ref={stage} data-testid="stage">
              {/* Dialogs open inside the stage, so that locking puts them away too. */}
              <ConfigProvider getPopupContainer={() => stage.current ?? document.body}>{children}</ConfigProvider>
            </div>
          </Activity>
        </SessionContext>
      )}
    </>
  )
}
