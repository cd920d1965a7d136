import type { Refusal } from '../api/ApiError'
import type { Text } from '../api/contract'
import { isRecord, list, type CodeableConcept, type Extension, type Resource } from './fhir'

/** Something of a record that the caller does not see, and why. */
export interface Withheld extends Refusal {
  /** The resource type that the notice stands for; empty when it stands for the whole record. */
  type: string
}

const EXTENSIONS = 'https://suwen.org/fhir/'

/** Reads the reason out of an OperationOutcome of the form that the server sends. */
export function readRefusal(outcome: Resource, decision: string | null): Refusal {
  const issue = list(outcome['issue']).find(isRecord) ?? {}
  const details = (isRecord(issue['details']) ? issue['details'] : {}) as CodeableConcept
  const holders: unknown[] = [details, issue, outcome]
  const extensions = holders.filter(isRecord).flatMap((each) => list(each['extension']) as Extension[])
  const named = (name: string) => extensions.find((each) => each.url === EXTENSIONS + name)?.valueString
  const zh = details.text ?? ''
  return {
    code: details.coding?.[0]?.code ?? '',
    text: zh === '' ? null : { zh, en: named('reason-en') ?? zh },
    cure: pair(named('cure-zh'), named('cure-en')),
    decision: named('decision') ?? decision,
  }
}

/**
 * The notices of one bundle, each for the resource type that its `expression` names; the bundle's own decision is that of
 * the parts that are shown, and explains none of them.
 */
export function readWithheld(outcome: Resource): Withheld {
  const issue = list(outcome['issue']).find(isRecord) ?? {}
  const expression = list(issue['expression'])[0]
  const type = typeof expression === 'string' ? (expression.split('.')[0] ?? '') : ''
  return { ...readRefusal(outcome, null), type }
}

function pair(zh: string | undefined, en: string | undefined): Text | null {
  return zh === undefined ? null : { zh, en: en ?? zh }
}
