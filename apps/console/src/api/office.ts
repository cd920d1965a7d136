import type { Client } from './Client'
import type { Block, ConsentTask, Hold, LedgerEntry, LedgerEntryDetail, LedgerState, Overview, Review, ReviewedStatement, ReviewMonth, VerifyProgress } from './contract'

/** The data-protection office's calls: overview, ledger, verification, evidence, and what it has to act on. */

export const ENTRIES_PAGE = 50

/** What of an entry is asked for, by the names of the interface; an empty text asks for nothing. */
export type EntryFilter = Record<string, string>

export const FILTERS = ['person', 'patient', 'type', 'outcome', 'purpose', 'door', 'label', 'from', 'until', 'rule', 'address'] as const

export interface EntryPage {
  entries: LedgerEntry[]
  /** Where to go on; null when the whole ledger was looked through. */
  next: number | null
}

export const overview = (client: Client, signal?: AbortSignal) => client.get<Overview>('/api/office/overview', signal)

export const ledgerState = (client: Client, signal?: AbortSignal) => client.get<LedgerState>('/api/office/ledger', signal)

export function entries(client: Client, filter: EntryFilter, before: number | null, signal?: AbortSignal) {
  const query = new URLSearchParams()
  if (before !== null) query.set('before', String(before))
  query.set('limit', String(ENTRIES_PAGE))
  return client.get<EntryPage>(`/api/office/entries?${withFilter(query, filter)}`, signal)
}

export const entriesFile = (client: Client, filter: EntryFilter) => client.download('GET', `/api/office/entries.csv?${withFilter(new URLSearchParams(), filter)}`)

function withFilter(query: URLSearchParams, filter: EntryFilter): URLSearchParams {
  for (const name of FILTERS) {
    const value = filter[name]?.trim()
    if (value) query.set(name, value)
  }
  return query
}

export const entry = (client: Client, index: string, signal?: AbortSignal) =>
  client.get<LedgerEntryDetail>(`/api/office/entries/${encodeURIComponent(index)}`, signal)

export const reviewedStatements = (client: Client, signal?: AbortSignal) =>
  client.get<{ statements: ReviewedStatement[] }>('/api/office/statements', signal)

export const reviewStatement = (client: Client, id: string, justified: boolean, note: string) =>
  client.send<{ statements: ReviewedStatement[] }>('POST', `/api/office/statements/${encodeURIComponent(id)}/review`, { justified, note })

export const evidencePackage = (client: Client, order: { entries: number[]; reason: string; hold: boolean }) => client.download('POST', '/api/office/evidence', order)

export const reviews = (client: Client, month: string, signal?: AbortSignal) => client.get<ReviewMonth>(`/api/office/reviews${month === '' ? '' : `?month=${month}`}`, signal)

export const signReview = (client: Client, { focus, month }: Review, questioned: number[], note: string) =>
  client.send<ReviewMonth>('POST', `/api/office/reviews/${focus}/${month}`, { questioned, note })

export const report = (client: Client, name: string) => client.download('GET', `/api/office/reports/${name}`)

export const holds = (client: Client, signal?: AbortSignal) => client.get<{ holds: Hold[] }>('/api/office/holds', signal)

export const releaseHold = (client: Client, id: string, reason: string) =>
  client.send<{ holds: Hold[] }>('POST', `/api/office/holds/${encodeURIComponent(id)}/release`, { reason })

export const blocks = (client: Client, signal?: AbortSignal) => client.get<{ blocked: Block[] }>('/api/blocks', signal)

export const liftBlock = (client: Client, account: string, reason: string) =>
  client.send<{ blocked: Block[] }>('POST', `/api/blocks/${encodeURIComponent(account)}/lift`, { reason })

export const consentTasks = (client: Client, signal?: AbortSignal) => client.get<{ tasks: ConsentTask[] }>('/api/office/consent-tasks', signal)

export const finishTask = (client: Client, id: string, proof: string) =>
  client.send<{ tasks: ConsentTask[] }>('POST', `/api/office/consent-tasks/${encodeURIComponent(id)}`, { proof })

export const verify = (client: Client, signal: AbortSignal, onProgress: (progress: VerifyProgress) => void) =>
  client.stream<VerifyProgress>('POST', '/api/office/verify', signal, onProgress)
