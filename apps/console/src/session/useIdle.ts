import { useEffect, useRef } from 'react'
import { currentSession } from '../api/session'
import { useClient } from './ClientContext'

const OPERATIONS = ['pointerdown', 'keydown', 'wheel', 'touchstart'] as const
const LOOK_EVERY_MS = 5_000
/** Somebody who writes or scrolls without a request is reported to the server at most this often. */
const REPORT_EVERY_MS = 120_000

/** Calls `onIdle` after `seconds` without an operation by the person; a stream of events is no operation. */
export function useIdle(seconds: number, active: boolean, onIdle: () => void): void {
  const client = useClient()
  const last = useRef(0)

  useEffect(() => {
    if (!active) return undefined
    last.current = Date.now()
    const operated = () => {
      last.current = Date.now()
    }
    const look = () => {
      const now = Date.now()
      if (now - last.current >= seconds * 1000) onIdle()
      else if (last.current > client.lastRequestAt && now - client.lastRequestAt > REPORT_EVERY_MS) {
        // The client itself reports a lost or locked session; there is nothing else to do with a failure here.
        currentSession(client).catch(() => undefined)
      }
    }
    for (const operation of OPERATIONS) window.addEventListener(operation, operated, { passive: true })
    const timer = window.setInterval(look, LOOK_EVERY_MS)
    return () => {
      window.clearInterval(timer)
      for (const operation of OPERATIONS) window.removeEventListener(operation, operated)
    }
  }, [active, client, onIdle, seconds])
}
