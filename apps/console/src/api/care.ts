import type { Resource } from '../record/fhir'
import type { Client } from './Client'
import type {
  BreakGlass,
  Explanation,
  FoundPatient,
  IdentityKind,
  Situation,
  Statement,
  WorkListPatient,
} from './contract'

/** A care team member's calls: work list, single resources, explanations, emergency and statements. */

export const workList = (client: Client, signal?: AbortSignal) =>
  client.get<{ patients: WorkListPatient[] }>('/api/worklist', signal)

export const resource = (client: Client, type: string, id: string, signal?: AbortSignal) =>
  client.getWithDecision<Resource>(`/fhir/${encodeURIComponent(type)}/${encodeURIComponent(id)}`, signal)

export const explanation = (client: Client, id: string, signal?: AbortSignal) =>
  client.get<Explanation>(`/api/decisions/${encodeURIComponent(id)}`, signal)

export const findPatients = (client: Client, kind: IdentityKind, value: string) =>
  client.send<{ patients: FoundPatient[] }>('POST', '/api/patients/find', { kind, value })

export const breakGlass = (client: Client, request: { patient: string; situation: Situation; reason: string }) =>
  client.send<BreakGlass>('POST', '/api/break-glass', request)

export const statements = (client: Client, signal?: AbortSignal) =>
  client.get<{ statements: Statement[] }>('/api/statements', signal)

export const fileStatement = (client: Client, id: string, text: string) =>
  client.send<unknown>('POST', `/api/statements/${encodeURIComponent(id)}`, { text })
