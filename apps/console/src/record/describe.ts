import type { Language } from '../api/contract'
import { conceptName, firstConcept } from './concept'
import { ABSENT, isMasked, isRecord, list, MASKED, primitive, shown, type Resource, type Shown } from './fhir'

/** One thing of a record in one line, with its longer text where it has one. */
export interface Line {
  resource: Resource
  title: Shown
  value: Shown
  date: string
  status: string
  text: string
  /** Some elements were taken out or masked before the resource was sent. */
  reduced: boolean
}

export function describe(resource: Resource, language: Language, medications: Medications = NO_MEDICATIONS): Line {
  const title = titleOf(resource, language, medications)
  const value = valueOf(resource, language)
  return {
    resource,
    title,
    // Some senders write the dosage into the medication's name; it is said once.
    value: value.kind === 'TEXT' && title.kind === 'TEXT' && value.text === title.text ? ABSENT : value,
    date: dateOf(resource),
    status: statusOf(resource),
    text: longTextOf(resource),
    reduced: (resource.meta?.security ?? []).some((each) => each.code === 'REDACTED' || each.code === 'SUBSETTED'),
  }
}

/** The medications of a record by id: prescriptions may name theirs by reference only. */
export type Medications = Map<string, Resource>

const NO_MEDICATIONS: Medications = new Map()

/** Diagnoses and allergies keep their status as a code of its own. */
function statusOf(resource: Resource): string {
  if (typeof resource['status'] === 'string') return resource['status']
  const clinical = resource['clinicalStatus']
  const coding = isRecord(clinical) ? list(clinical['coding']).find(isRecord) : undefined
  return typeof coding?.['code'] === 'string' ? coding['code'] : ''
}

function titleOf(resource: Resource, language: Language, medications: Medications): Shown {
  const medication = referredMedication(resource, language, medications)
  if (medication.kind !== 'ABSENT') return medication
  for (const element of ['code', 'vaccineCode', 'medicationCodeableConcept', 'type', 'category', 'description', 'title']) {
    const name = firstConcept(resource[element], language)
    if (name.kind !== 'ABSENT') return name
    if (isMasked(resource[`_${element}`])) return MASKED
  }
  return ABSENT
}

function referredMedication(resource: Resource, language: Language, medications: Medications): Shown {
  const reference = resource['medicationReference']
  if (!isRecord(reference)) return ABSENT
  const id = typeof reference['reference'] === 'string' ? (reference['reference'].split(/[/:]/).pop() ?? '') : ''
  const known = medications.get(id)
  return known === undefined ? primitive(reference, 'display') : firstConcept(known['code'], language)
}

function valueOf(resource: Resource, language: Language): Shown {
  const components = list(resource['component']).filter(isRecord)
  if (components.length > 0) return joined(components, language)
  const value = measured(resource, language)
  if (value.kind !== 'ABSENT') return value
  if (resource.resourceType === 'MedicationRequest') return dosage(resource)
  if (resource.resourceType === 'DiagnosticReport') return primitive(resource, 'conclusion')
  return ABSENT
}

function joined(components: Record<string, unknown>[], language: Language): Shown {
  const parts = components.map((each) => ({ name: conceptName(each['code'], language), value: measured(each, language) }))
  if (parts.some((each) => each.value.kind === 'MASKED')) return MASKED
  const texts = parts.flatMap(({ name, value }) =>
    value.kind === 'TEXT' ? [`${name.kind === 'TEXT' ? `${name.text} ` : ''}${value.text}`] : [],
  )
  return shown(texts.join(language === 'zh' ? '，' : ', '))
}

function measured(holder: Record<string, unknown>, language: Language): Shown {
  const quantity = holder['valueQuantity']
  if (isRecord(quantity)) {
    if (isMasked(quantity)) return MASKED
    const number = typeof quantity['value'] === 'number' ? Number(quantity['value'].toFixed(2)).toString() : ''
    const unit = quantity['unit'] ?? quantity['code'] ?? ''
    return shown(`${number} ${String(unit)}`.trim())
  }
  const coded = conceptName(holder['valueCodeableConcept'], language)
  if (coded.kind !== 'ABSENT') return coded
  const text = primitive(holder, 'valueString')
  return text.kind === 'ABSENT' ? primitive(holder, 'valueBoolean') : text
}

function dosage(resource: Resource): Shown {
  const first = list(resource['dosageInstruction']).find(isRecord)
  if (first === undefined) return ABSENT
  return isMasked(first) ? MASKED : primitive(first, 'text')
}

function dateOf(resource: Resource): string {
  for (const element of ['effectiveDateTime', 'performedDateTime', 'occurrenceDateTime', 'onsetDateTime', 'authoredOn', 'date', 'recordedDate', 'started', 'created', 'issued']) {
    const value = resource[element]
    if (typeof value === 'string') return value
  }
  for (const element of ['period', 'effectivePeriod', 'performedPeriod', 'billablePeriod', 'onsetPeriod']) {
    const value = resource[element]
    if (isRecord(value) && typeof value['start'] === 'string') return value['start']
  }
  return ''
}

/** The plain text that a report or note carries inside itself. */
function longTextOf(resource: Resource): string {
  const attachments = [
    ...list(resource['presentedForm']),
    ...list(resource['content']).map((each) => (isRecord(each) ? each['attachment'] : undefined)),
  ].filter(isRecord)
  return attachments
    .filter((each) => String(each['contentType'] ?? '').startsWith('text/plain') && typeof each['data'] === 'string')
    .map((each) => decode(String(each['data'])))
    .join('\n\n')
}

function decode(data: string): string {
  try {
    return new TextDecoder().decode(Uint8Array.from(atob(data), (character) => character.charCodeAt(0)))
  } catch {
    // A broken attachment is shown as no text; its resource can still be opened whole.
    return ''
  }
}
