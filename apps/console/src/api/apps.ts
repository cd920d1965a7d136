import type { Client } from './Client'
import type { Text } from './contract'

/** What an app wants to do in the signed-in person's name. */
export interface AppWish {
  app: Text
  id: string
  scopes: AppScope[]
  /** Whether one patient has to be chosen. */
  patient: boolean
  /** Whose records are the person's own to choose from; empty for staff. */
  patients: string[]
}

export interface AppScope {
  scope: string
  level: string
  type: string
  reads: boolean
  writes: boolean
}

export const appWish = (client: Client, query: string, signal?: AbortSignal) =>
  client.get<AppWish>(`/api/authorizations${query}`, signal)

/** Answers the app; gives the address to go on to. */
export const answerApp = (client: Client, query: string, allow: boolean, patient: string | null) =>
  client.send<{ address: string }>('POST', '/api/authorizations', {
    asked: Object.fromEntries(new URLSearchParams(query)),
    allow,
    patient,
  })
