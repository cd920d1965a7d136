/** The values of the console's HTTP interface, as `docs/design/contracts.md` lays them down. */

export type Language = 'zh' | 'en'

/** A text in both languages. */
export interface Text {
  zh: string
  en: string
}

/** A department or group: its code and its name in both languages, or just its name. */
export type Unit = (Text & { code?: string }) | string

export type Role =
  | 'DOCTOR'
  | 'NURSE'
  | 'ADMINISTRATOR'
  | 'OFFICER'
  | 'AUDITOR'
  | 'PATIENT'
  | 'GUARDIAN'
  | 'RESEARCHER'

export interface Session {
  user: {
    id: string
    name: string
    role: Role
    title: string | null
    department: Unit | null
    group: Unit | null
  }
  patients?: string[]
  csrf: string
  idleSeconds: number
  demo: boolean
  /** The session is idle-locked: only `unlock`, the emergency door and `DELETE` answer. */
  locked?: boolean
}

export interface Challenge {
  next: 'CODE'
  challenge: string
}

export interface DemoAccount {
  username: string
  password: string
  secret: string
  code: string
  name: string
  role: Role
  note: Text
}

export interface WorkListPatient {
  id: string
  name: string
  gender: string
  birthDate: string
  unit: { department: Unit; group: Unit | null }
  responsible: { id: string; name: string } | null
  since: string
  tags: string[]
}

export interface Reason extends Text {
  code: string
  cure?: Text | null
}

export interface Rule {
  id: string
  title: Text
  basis: string
}

/** Why a decision came out as it did. */
export interface Explanation {
  id: string
  outcome: 'PERMIT' | 'DENY'
  ground: string | null
  reason: Reason | null
  rules: Rule[]
  duties: (string | { kind: string; parameters?: Record<string, string> })[]
  consentVersion: number | null
  rulebook: string
}

export interface FoundPatient {
  id: string
  maskedName: string
  gender: string
  age: number
}

export type IdentityKind = 'ID_NUMBER' | 'PHONE' | 'RECORD_NUMBER'
export type Situation = 'RESUSCITATION' | 'PUBLIC_HEALTH_EVENT' | 'OTHER_EMERGENCY'

export interface BreakGlass {
  until: string
  statementDue: string
  statement: string
}

export interface Statement {
  id: string
  patient: string
  patientName: string
  openedAt: string
  dueAt: string
  filedAt: string | null
}

/** A statement as the office reviews it; `text` is empty until it is filed. */
export interface ReviewedStatement {
  id: string
  actor: { id: string; name: string; role: string }
  patient: string
  openedAt: string
  dueAt: string
  filedAt: string | null
  text: string
  /** What the officer found, once. */
  review?: { by: string; at: string; justified: boolean; note: string } | null
}

export type Choice = 'AGREE' | 'DISAGREE' | 'NONE'

export interface ConsentOption {
  code: string
  scope: 'BASIC' | 'EXTENDED'
  title: Text
  text: Text
  choice: Choice
  /** When the choice was made, where the server knows. */
  since?: string | null
}

export interface Consents {
  version: number
  options: ConsentOption[]
  recipients: { id: string; name: Text; purpose: Text; choice: Choice }[]
  assistants: { id: string; name: Text | string; department: Unit | null; choice: Choice }[]
  care: Text
}

export interface ConsentChange {
  kind: 'OPTION' | 'RECIPIENT' | 'ASSISTANT'
  code: string
  choice: 'AGREE' | 'DISAGREE'
}

export interface Device {
  id: string
  name: Text | string
  kind: string
  activated: boolean
  sensors: { code: string; title: Text; on: boolean }[]
}

export interface Person {
  name: Text | string
  role: string
  department: Unit | null
  institution: Unit | null
}

/** One use of a patient's data, as the patient sees it. */
export interface FeedEvent {
  entry: number
  at: string
  who: Person
  acting: Person | null
  operation: string
  what: Text
  purpose: string
  outcome: 'PERMIT' | 'DENY'
  ground: string | null
  reason: Reason | null
  breakGlass: boolean
}

export interface Feed {
  events: FeedEvent[]
  complete: boolean
}

export interface Overview {
  reads: number
  denials: number
  breakGlass: number
  openStatements: number
  consentChanges: number
}

export interface LedgerState {
  origin: string
  size: number
  root: string
  checkpoint: string
  key: string
  signedAt: string
}

export interface LedgerEntry {
  index: number
  at: string
  type: string
  actor: { id: string; name: string; role: string } | null
  operation: string | null
  purpose: string | null
  outcome: 'PERMIT' | 'DENY' | 'DONE' | 'FAULT' | null
  reason: Reason | null
  decision: string | null
  onBehalfOf?: string
  patient?: string | null
  door?: string
  address?: string
  reference?: string
}

/** An account that anomalies have blocked. */
export interface Block {
  account: string
  name: string
  code: string
  since: string
}

/** The review of one kind of sensitive access in one month. */
export interface Review {
  focus: string
  month: string
  accesses: number
  sample: number[]
  due: string
  overdue: boolean
  open: boolean
  signed: { by: string; at: string; questioned: number[]; note: string } | null
}

export interface ReviewMonth {
  month: string
  reviews: Review[]
}

interface ReleaseWord {
  by: { id: string; name: string; role: string }
  at: string
  reason: string
}

/** What a dispute keeps from being erased, until two persons release it. */
export interface Hold {
  id: string
  entries: number[]
  patients: string[]
  reason: string
  by: { id: string; name: string; role: string }
  at: string
  asked: ReleaseWord | null
  released: ReleaseWord | null
}

/** What a change of consent obliges the hospital to do by a time. */
export interface ConsentTask {
  id: string
  kind: string
  rule: string
  patient: string
  start: string
  due: string
  overdue: boolean
  doneAt: string | null
  proof: string
}

/** One entry with everything the office may see of it. */
export interface LedgerEntryDetail extends LedgerEntry {
  account: Record<string, unknown>
  explanation: Explanation | null
  labels: Record<string, unknown> | null
  leafHash: string
  inclusion: { size: number; root: string; path: string[] } | null
}

export interface VerifyProgress {
  checked: number
  size: number
  state: 'RUNNING' | 'OK' | 'BROKEN'
  position: number | null
  message: Text | null
}
