import { readRefusal } from '../record/withheld'
import type { Resource } from '../record/fhir'
import { ApiError } from './ApiError'
import type { Consents } from './contract'
import { readEvents } from './events'

export type Fetch = (path: string, init: RequestInit) => Promise<Response>

/** An answer with the id of the decision it rests on, where the server names it. */
export interface Answer<T> {
  value: T
  decision: string | null
}

/** A file as the server names it. */
export interface Download {
  name: string
  blob: Blob
}

export interface SessionWatcher {
  signedOut: () => void
  locked: () => void
}

/** The one way to the server: carries the session's write token and reports lost and locked sessions. */
export class Client {
  /** When the server last heard of the person, in milliseconds since 1970. */
  lastRequestAt = 0
  private csrf = ''
  private watcher: SessionWatcher = { signedOut: () => undefined, locked: () => undefined }
  private readonly fetch: Fetch

  constructor(fetchFrom: Fetch = (path, init) => fetch(path, init)) {
    this.fetch = fetchFrom
  }

  /** Takes the write token of a session that has begun. */
  begin(csrf: string): void {
    this.csrf = csrf
  }

  /** Says whom to tell when the server no longer takes the session. */
  watch(watcher: SessionWatcher): void {
    this.watcher = watcher
  }

  async get<T>(path: string, signal?: AbortSignal): Promise<T> {
    return (await this.answer<T>('GET', path, { signal })).value
  }

  async getWithDecision<T>(path: string, signal?: AbortSignal): Promise<Answer<T>> {
    return this.answer<T>('GET', path, { signal })
  }

  async send<T>(method: 'POST' | 'PUT' | 'DELETE', path: string, body?: unknown): Promise<T> {
    return (await this.answer<T>(method, path, { body })).value
  }

  async download(method: 'GET' | 'POST', path: string, body?: unknown): Promise<Download> {
    const response = await this.exchange(method, path, { body, accept: '*/*' })
    this.lastRequestAt = Date.now()
    const name = /filename="([^"/]+)"/.exec(response.headers.get('Content-Disposition') ?? '')?.[1]
    return { name: name ?? 'suwen', blob: await response.blob() }
  }

  /** Reads server-sent events until the server ends them or `signal` aborts. */
  async stream<T>(method: 'GET' | 'POST', path: string, signal: AbortSignal, onEvent: (event: T) => void): Promise<void> {
    const response = await this.exchange(method, path, { signal, accept: 'text/event-stream' })
    if (response.body === null) throw new ApiError(0)
    await readEvents(response.body, (data) => onEvent(JSON.parse(data) as T))
  }

  private async answer<T>(method: string, path: string, parts: { body?: unknown; signal?: AbortSignal }): Promise<Answer<T>> {
    const response = await this.exchange(method, path, parts)
    this.lastRequestAt = Date.now()
    const text = await response.text()
    return {
      value: (text === '' ? null : JSON.parse(text)) as T,
      decision: response.headers.get('Suwen-Decision'),
    }
  }

  private async exchange(
    method: string,
    path: string,
    parts: { body?: unknown; signal?: AbortSignal; accept?: string },
  ): Promise<Response> {
    const headers: Record<string, string> = {
      Accept: parts.accept ?? (path.startsWith('/fhir') ? 'application/fhir+json' : 'application/json'),
    }
    if (parts.body !== undefined) headers['Content-Type'] = 'application/json'
    if (method !== 'GET' && this.csrf !== '') headers['X-Suwen-CSRF'] = this.csrf
    const response = await this.reach(path, {
      method,
      headers,
      credentials: 'same-origin',
      cache: 'no-store',
      body: parts.body === undefined ? undefined : JSON.stringify(parts.body),
      signal: parts.signal,
    })
    if (response.ok) return response
    // A wrong password or code is an answer to the form that asked, not the end of a session.
    const signingIn = method === 'POST' && path.startsWith('/api/session')
    if (response.status === 401 && !signingIn) this.watcher.signedOut()
    if (response.status === 423 && !signingIn) this.watcher.locked()
    throw await errorOf(response)
  }

  private async reach(path: string, init: RequestInit): Promise<Response> {
    try {
      return await this.fetch(path, init)
    } catch (cause) {
      if (init.signal?.aborted) throw cause
      throw new ApiError(0)
    }
  }
}

async function errorOf(response: Response): Promise<ApiError> {
  const body = parse(await response.text())
  const decision = response.headers.get('Suwen-Decision')
  if (body['resourceType'] === 'OperationOutcome') {
    return new ApiError(response.status, { refusal: readRefusal(body as unknown as Resource, decision) })
  }
  const text = typeof body['zh'] === 'string' && typeof body['en'] === 'string' ? { zh: body['zh'], en: body['en'] } : null
  const code = typeof body['error'] === 'string' ? body['error'] : ''
  return new ApiError(response.status, {
    code,
    text,
    refusal: response.status === 403 ? { code, text, cure: null, decision } : null,
    current: response.status === 409 && 'options' in body ? (body as unknown as Consents) : null,
  })
}

function parse(text: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {}
  } catch {
    // A proxy's error page is no answer of ours: the status alone speaks.
    return {}
  }
}
