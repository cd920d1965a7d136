import type { Language } from '../api/contract'
import { clinicalName } from './clinicalNames'
import { isMasked, isRecord, list, MASKED, shown, type CodeableConcept, type Coding, type Shown } from './fhir'

const TRANSLATION = 'http://hl7.org/fhir/StructureDefinition/translation'
const CHINESE = /[㐀-鿿]/
/** What SNOMED CT adds to a name to tell a procedure from a disorder; a reader knows from the section. */
const SEMANTIC_TAG = / \((?:disorder|finding|procedure|regime\/therapy|situation|physical object|substance|organism|environment|dose form|record artifact|morphologic abnormality)\)$/

/** The name of a coded thing in the reader's language, with the other language as fallback. */
export function conceptName(value: unknown, language: Language): Shown {
  if (!isRecord(value)) return shown(typeof value === 'string' ? value : undefined)
  if (isMasked(value)) return MASKED
  const concept = value as CodeableConcept
  const names = [concept.text?.replace(SEMANTIC_TAG, ''), translation(concept._text, language)]
  for (const coding of concept.coding ?? []) names.push(...codingNames(coding, language))
  const known = names.filter((name): name is string => name !== undefined && name !== '')
  const fitting = known.find((name) => CHINESE.test(name) === (language === 'zh'))
  return shown(fitting ?? known[0] ?? concept.coding?.[0]?.code)
}

/** The first of several concepts that has a name. */
export function firstConcept(value: unknown, language: Language): Shown {
  for (const each of list(value)) {
    const name = conceptName(each, language)
    if (name.kind !== 'ABSENT') return name
  }
  return shown(undefined)
}

function codingNames(coding: Coding, language: Language): (string | undefined)[] {
  return [
    translation(coding._display, language),
    clinicalName(coding.system, coding.code, language),
    coding.display?.replace(SEMANTIC_TAG, ''),
  ]
}

function translation(twin: { extension?: { url: string; extension?: { url: string; valueString?: string; valueCode?: string }[] }[] } | undefined, language: Language) {
  for (const each of twin?.extension ?? []) {
    if (each.url !== TRANSLATION) continue
    const code = each.extension?.find((part) => part.url === 'lang')
    const content = each.extension?.find((part) => part.url === 'content')
    if ((code?.valueCode ?? code?.valueString ?? '').startsWith(language)) return content?.valueString
  }
  return undefined
}
