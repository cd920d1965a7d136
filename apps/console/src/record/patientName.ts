import { isMasked, isRecord, list, MASKED, shown, type Resource, type Shown } from './fhir'

/** A patient's name as the server shows it: whole, in part, or masked. */
export function patientName(patient: Resource | null): Shown {
  const name = list(patient?.['name']).find(isRecord)
  if (name === undefined) return isMasked(patient?.['_name']) ? MASKED : shown(undefined)
  if (typeof name['text'] === 'string') return shown(name['text'])
  if (isMasked(name)) return MASKED
  const family = typeof name['family'] === 'string' ? name['family'] : ''
  const given = list(name['given']).filter((each): each is string => typeof each === 'string')
  const chinese = /[㐀-鿿]/.test(family + given.join(''))
  return shown(chinese ? family + given.join('') : [...given, family].join(' ').trim())
}
