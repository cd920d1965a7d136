import type { Language } from '../api/contract'
import type { RecordPart } from '../api/record'
import { firstConcept } from './concept'
import { describe, type Line } from './describe'
import { ABSENT, isRecord, type Resource, type Shown } from './fhir'
import { sectionOf, SECTIONS, type Section } from './sections'
import { readWithheld, type Withheld } from './withheld'

/** A visit and what belongs to it; `encounter` is null for what belongs to no visit. */
export interface Visit {
  key: string
  encounter: Resource | null
  title: Shown
  kind: string
  start: string
  end: string
  sections: { section: Section; lines: Line[] }[]
  count: number
}

export interface PatientRecord {
  patient: Resource | null
  visits: Visit[]
  /** Notices that stand for the record as a whole. */
  withheld: Withheld[]
  decision: string | null
  /** How many things are listed under the visits. */
  count: number
}

/** Orders the parts of a record by visit, newest first, and by section inside a visit. */
export function arrange(parts: RecordPart[], language: Language): PatientRecord {
  const entries = parts.flatMap((part) => part.bundle.entry ?? [])
  const resources = entries.flatMap((entry) => (entry.resource && entry.search?.mode !== 'outcome' ? [entry.resource] : []))
  const notices = entries.flatMap((entry) =>
    entry.resource && entry.search?.mode === 'outcome' ? [readWithheld(entry.resource)] : [],
  )
  const encounters = new Map(resources.filter((each) => each.resourceType === 'Encounter').map((each) => [each.id ?? '', each]))
  const groups = new Map<string, Resource[]>([...encounters.keys()].map((key) => [key, []]))
  for (const resource of resources) {
    if (sectionOf(resource.resourceType) === null) continue
    const key = encounterOf(resource)
    const group = encounters.has(key) ? key : ''
    const members = groups.get(group)
    if (members === undefined) groups.set(group, [resource])
    else members.push(resource)
  }
  const medications = new Map(resources.filter((each) => each.resourceType === 'Medication').map((each) => [each.id ?? '', each]))
  const lineOf = (each: Resource) => describe(each, language, medications)
  const visits = [...groups].map(([key, members]) => visitOf(key, encounters.get(key) ?? null, members.map(lineOf), language))
  visits.sort((a, b) => (a.encounter === null ? 1 : b.encounter === null ? -1 : b.start.localeCompare(a.start)))
  return {
    patient: resources.find((each) => each.resourceType === 'Patient') ?? null,
    visits,
    withheld: distinct(notices),
    decision: parts[0]?.decision ?? null,
    count: visits.reduce((sum, visit) => sum + visit.count, 0),
  }
}

function visitOf(key: string, encounter: Resource | null, lines: Line[], language: Language): Visit {
  lines.sort((a, b) => b.date.localeCompare(a.date))
  const period = isRecord(encounter?.['period']) ? encounter['period'] : {}
  const kind = isRecord(encounter?.['class']) ? encounter['class']['code'] : undefined
  return {
    key,
    encounter,
    title: encounter === null ? ABSENT : visitTitle(encounter, language),
    kind: typeof kind === 'string' ? kind : '',
    start: typeof period['start'] === 'string' ? period['start'] : '',
    end: typeof period['end'] === 'string' ? period['end'] : '',
    sections: SECTIONS.map((section) => ({
      section,
      lines: lines.filter((line) => sectionOf(line.resource.resourceType) === section),
    })).filter((each) => each.lines.length > 0),
    count: lines.length,
  }
}

function visitTitle(encounter: Resource, language: Language): Shown {
  const reason = firstConcept(encounter['reasonCode'], language)
  return reason.kind === 'ABSENT' ? firstConcept(encounter['type'], language) : reason
}

function encounterOf(resource: Resource): string {
  const direct = resource['encounter'] ?? (isRecord(resource['context']) ? encounterIn(resource['context']) : undefined)
  const first = Array.isArray(direct) ? (direct[0] as unknown) : direct
  const reference = isRecord(first) ? first['reference'] : undefined
  return typeof reference === 'string' ? (reference.split(/[/:]/).pop() ?? '') : ''
}

/** DocumentReference keeps its encounters one level down. */
function encounterIn(context: Record<string, unknown>): unknown {
  return context['encounter'] ?? context
}

/** Pages repeat a notice; each is shown once. */
function distinct(notices: Withheld[]): Withheld[] {
  const seen = new Map(notices.map((each) => [`${each.type} ${each.code} ${each.text?.zh ?? ''}`, each]))
  return [...seen.values()]
}
