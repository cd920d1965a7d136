/** The few FHIR R4 shapes that the console reads; everything else of a resource stays unknown. */

export interface Extension {
  url: string
  valueString?: string
  valueCode?: string
  extension?: Extension[]
}

export interface Coding {
  system?: string
  code?: string
  display?: string
  _display?: { extension?: Extension[] }
}

export interface CodeableConcept {
  coding?: Coding[]
  text?: string
  _text?: { extension?: Extension[] }
  extension?: Extension[]
}

export interface Resource {
  resourceType: string
  id?: string
  meta?: { security?: Coding[] }
  [element: string]: unknown
}

export interface Bundle {
  resourceType: 'Bundle'
  link?: { relation: string; url: string }[]
  entry?: { resource?: Resource; search?: { mode?: string } }[]
}

export const MASKED_URL = 'http://hl7.org/fhir/StructureDefinition/data-absent-reason'

/** What a screen shows for an element: its text, a chip for "masked", or nothing. */
export type Shown = { kind: 'TEXT'; text: string } | { kind: 'MASKED' } | { kind: 'ABSENT' }

export const ABSENT: Shown = { kind: 'ABSENT' }
export const MASKED: Shown = { kind: 'MASKED' }

export function shown(text: string | null | undefined): Shown {
  return text === undefined || text === null || text === '' ? ABSENT : { kind: 'TEXT', text }
}

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

export function list(value: unknown): unknown[] {
  return Array.isArray(value) ? value : value === undefined || value === null ? [] : [value]
}

/** True when a value, or its `_` twin, carries data-absent-reason `masked`. */
export function isMasked(value: unknown): boolean {
  if (!isRecord(value)) return false
  const own = list(value['extension']) as Extension[]
  if (own.some((each) => each.url === MASKED_URL && each.valueCode === 'masked')) return true
  return ['_text', '_value', '_family', '_display'].some((twin) => isMasked(value[twin]))
}

/** A primitive element such as `birthDate`, masked when its twin `_birthDate` says so. */
export function primitive(resource: Record<string, unknown>, element: string): Shown {
  const value = resource[element]
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') return shown(String(value))
  return isMasked(resource[`_${element}`]) ? MASKED : ABSENT
}
