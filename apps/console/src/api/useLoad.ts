import { useCallback, useEffect, useState } from 'react'
import { ApiError } from './ApiError'

export type Loaded<T> =
  | { state: 'LOADING' }
  | { state: 'READY'; value: T }
  | { state: 'FAILED'; error: ApiError }

export interface Load<T> {
  loaded: Loaded<T>
  /** Reads again, showing the loading state. */
  reload: () => void
  /** Puts a newer value in place without reading. */
  replace: (value: T) => void
}

/** Reads something for a page; `load` must be stable (`useCallback`), and a new one reads again. */
export function useLoad<T>(load: (signal: AbortSignal) => Promise<T>): Load<T> {
  const [loaded, setLoaded] = useState<Loaded<T>>({ state: 'LOADING' })
  const [turn, setTurn] = useState(0)

  useEffect(() => {
    const abort = new AbortController()
    load(abort.signal).then(
      (value) => {
        if (!abort.signal.aborted) setLoaded({ state: 'READY', value })
      },
      (cause: unknown) => {
        if (!abort.signal.aborted) setLoaded({ state: 'FAILED', error: asApiError(cause) })
      },
    )
    return () => abort.abort()
  }, [load, turn])

  const reload = useCallback(() => {
    setLoaded({ state: 'LOADING' })
    setTurn((before) => before + 1)
  }, [])
  const replace = useCallback((value: T) => setLoaded({ state: 'READY', value }), [])
  return { loaded, reload, replace }
}

/** What went wrong, also when it went wrong on our side of the wire. */
export function asApiError(cause: unknown): ApiError {
  return cause instanceof ApiError ? cause : new ApiError(500)
}
