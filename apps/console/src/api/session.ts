import type { Challenge, DemoAccount, Session } from './contract'
import type { Client } from './Client'

export const currentSession = (client: Client, signal?: AbortSignal) => client.get<Session>('/api/session', signal)

export const signIn = (client: Client, username: string, password: string) =>
  client.send<Challenge>('POST', '/api/session', { username, password })

export const confirmCode = (client: Client, challenge: string, code: string) =>
  client.send<Session>('POST', '/api/session/code', { challenge, code })

export const unlock = (client: Client, code: string) => client.send<Session>('POST', '/api/session/unlock', { code })

export const signOut = (client: Client) => client.send<null>('DELETE', '/api/session')

/** The demo hospital's accounts; a server that is no demo answers 404. */
export const demoAccounts = (client: Client, signal?: AbortSignal) =>
  client.get<{ accounts: DemoAccount[] }>('/api/demo/accounts', signal)
