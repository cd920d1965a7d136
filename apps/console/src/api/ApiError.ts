import type { Consents, Text } from './contract'

/** What kept a request from being answered. */
export type Failure =
  | 'NETWORK'
  | 'BAD_REQUEST'
  | 'SIGNED_OUT'
  | 'REFUSED'
  | 'ABSENT'
  | 'CONFLICT'
  | 'START_AGAIN'
  | 'LOCKED'
  | 'UNRECORDED'
  | 'SERVER'

/** A refusal: the reason's code, its text, what would cure it and where it is explained. */
export interface Refusal {
  code: string
  text: Text | null
  cure: Text | null
  decision: string | null
}

/** A request that was not answered; `status` 0 means that the server was not reached. */
export class ApiError extends Error {
  readonly failure: Failure
  readonly status: number
  readonly text: Text | null
  readonly code: string
  readonly refusal: Refusal | null
  /** The body of a 409: the state that holds now. */
  readonly current: Consents | null

  constructor(
    status: number,
    parts: { code?: string; text?: Text | null; refusal?: Refusal | null; current?: Consents | null } = {},
  ) {
    super(`the server answered \`${status}\``)
    this.status = status
    this.failure = failureOf(status)
    this.code = parts.code ?? ''
    this.text = parts.text ?? null
    this.refusal = parts.refusal ?? null
    this.current = parts.current ?? null
  }
}

function failureOf(status: number): Failure {
  switch (status) {
    case 0:
      return 'NETWORK'
    case 400:
    case 422:
      return 'BAD_REQUEST'
    case 401:
      return 'SIGNED_OUT'
    case 403:
      return 'REFUSED'
    case 404:
      return 'ABSENT'
    case 409:
      return 'CONFLICT'
    case 410:
      return 'START_AGAIN'
    case 423:
      return 'LOCKED'
    case 503:
      return 'UNRECORDED'
    default:
      return 'SERVER'
  }
}
