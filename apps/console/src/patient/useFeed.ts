import { useCallback, useEffect, useState } from 'react'
import type { ApiError } from '../api/ApiError'
import type { FeedEvent } from '../api/contract'
import { feed, FEED_PAGE, followFeed } from '../api/portal'
import { asApiError } from '../api/useLoad'
import { useClient } from '../session/ClientContext'

const RECONNECT_FIRST_MS = 1_000
const RECONNECT_MOST_MS = 30_000

export interface FeedReading {
  /** Newest first, each ledger entry once. */
  events: FeedEvent[]
  /** The event that arrived last while the page was open. */
  arrived: FeedEvent | null
  live: boolean
  loading: boolean
  /** No older event is left to read. */
  ended: boolean
  /** The server has shown that no event is missing. */
  complete: boolean
  error: ApiError | null
  earlier: () => void
  again: () => void
}

/** The patient's feed: read by pages, kept up to date by a stream that reconnects. */
export function useFeed(patient: string): FeedReading {
  const client = useClient()
  const [events, setEvents] = useState<FeedEvent[]>([])
  const [arrived, setArrived] = useState<FeedEvent | null>(null)
  const [live, setLive] = useState(false)
  const [end, setEnd] = useState({ ended: false, complete: false })
  const [error, setError] = useState<ApiError | null>(null)
  const [loading, setLoading] = useState(true)
  const [turn, setTurn] = useState(0)

  const read = useCallback(
    async (before: number | null, signal?: AbortSignal) => {
      try {
        const page = await feed(client, patient, before, signal)
        if (signal?.aborted) return
        setEvents((known) => merged(known, page.events))
        setError(null)
        if (before !== null || page.events.length < FEED_PAGE) {
          setEnd({ ended: page.events.length < FEED_PAGE, complete: page.complete })
        }
      } catch (cause) {
        if (!signal?.aborted) setError(asApiError(cause))
      }
      if (!signal?.aborted) setLoading(false)
    },
    [client, patient],
  )

  useEffect(() => {
    const abort = new AbortController()
    let wait = RECONNECT_FIRST_MS
    let timer = 0
    const follow = () => {
      // Each connection starts with a read, so that nothing is missed between two streams.
      void read(null, abort.signal)
      const ended = () => {
        if (abort.signal.aborted) return
        setLive(false)
        timer = window.setTimeout(follow, wait)
        wait = Math.min(wait * 2, RECONNECT_MOST_MS)
      }
      setLive(true)
      followFeed(client, patient, abort.signal, (event) => {
        wait = RECONNECT_FIRST_MS
        setEvents((known) => merged(known, [event]))
        setArrived(event)
      }).then(ended, ended)
    }
    // Starting after this turn lets React's double mounting in development open one stream, not two.
    timer = window.setTimeout(follow, 0)
    return () => {
      abort.abort()
      window.clearTimeout(timer)
    }
  }, [client, patient, read, turn])

  const oldest = events.at(-1)?.entry
  const earlier = useCallback(() => {
    if (oldest === undefined) return
    setLoading(true)
    void read(oldest)
  }, [oldest, read])
  const again = useCallback(() => setTurn((before) => before + 1), [])
  return { events, arrived, live, loading, error, ...end, earlier, again }
}

function merged(known: FeedEvent[], more: FeedEvent[]): FeedEvent[] {
  const byEntry = new Map([...known, ...more].map((event) => [event.entry, event]))
  return [...byEntry.values()].sort((a, b) => b.entry - a.entry)
}
