import type { Client } from './Client'
import type { LedgerEntry, LedgerEntryDetail, LedgerState, Overview, ReviewedStatement, VerifyProgress } from './contract'

/** The data-protection office's calls: overview, ledger, verification. */

export const ENTRIES_PAGE = 50

export interface EntryFilter {
  type: string
  outcome: string
}

export const overview = (client: Client, signal?: AbortSignal) => client.get<Overview>('/api/office/overview', signal)

export const ledgerState = (client: Client, signal?: AbortSignal) => client.get<LedgerState>('/api/office/ledger', signal)

export function entries(client: Client, filter: EntryFilter, before: number | null, signal?: AbortSignal) {
  const query = new URLSearchParams()
  if (before !== null) query.set('before', String(before))
  query.set('limit', String(ENTRIES_PAGE))
  if (filter.type !== '') query.set('type', filter.type)
  if (filter.outcome !== '') query.set('outcome', filter.outcome)
  return client.get<{ entries: LedgerEntry[] }>(`/api/office/entries?${query}`, signal)
}

export const entry = (client: Client, index: string, signal?: AbortSignal) =>
  client.get<LedgerEntryDetail>(`/api/office/entries/${encodeURIComponent(index)}`, signal)

export const reviewedStatements = (client: Client, signal?: AbortSignal) =>
  client.get<{ statements: ReviewedStatement[] }>('/api/office/statements', signal)

export const verify = (client: Client, signal: AbortSignal, onProgress: (progress: VerifyProgress) => void) =>
  client.stream<VerifyProgress>('POST', '/api/office/verify', signal, onProgress)
