import { expect, it } from 'vitest'
import type { RecordPart } from '../api/record'
import { conceptName } from './concept'
import { describe as describeResource } from './describe'
import { patientName } from './patientName'
import { arrange } from './timeline'

const masked = { extension: [{ url: 'http://hl7.org/fhir/StructureDefinition/data-absent-reason', valueCode: 'masked' }] }
const part = (...resources: unknown[]): RecordPart => ({
  bundle: { resourceType: 'Bundle', entry: resources.map((resource) => ({ resource: resource as { resourceType: string } })) },
  decision: null,
  last: true,
})

it('takes the Chinese name first and falls back to English', () => {
  const both = { text: '胆石症', coding: [{ display: 'Gallstones' }] }

  expect(conceptName(both, 'zh')).toEqual({ kind: 'TEXT', text: '胆石症' })
  expect(conceptName(both, 'en')).toEqual({ kind: 'TEXT', text: 'Gallstones' })
  expect(conceptName({ coding: [{ display: 'Gallstones' }] }, 'zh')).toEqual({ kind: 'TEXT', text: 'Gallstones' })
})

it('names common codes in Chinese when the sender did not', () => {
  expect(conceptName({ coding: [{ system: 'http://loinc.org', code: '8867-4', display: 'Heart rate' }] }, 'zh')).toEqual({ kind: 'TEXT', text: '心率' })
  expect(conceptName({ coding: [{ system: 'urn:other', code: '8867-4', display: 'Something else' }] }, 'zh')).toEqual({ kind: 'TEXT', text: 'Something else' })
})

it('leaves out what SNOMED CT adds to names', () => {
  const code = { text: 'Gingivitis (disorder)', coding: [{ display: 'Gingivitis (disorder)' }] }

  expect(conceptName(code, 'en')).toEqual({ kind: 'TEXT', text: 'Gingivitis' })
})

it('names a prescription by the medication it refers to, and says its dosage once', () => {
  const medication = { resourceType: 'Medication', id: 'm1', code: { text: '氟化钠凝胶' } }
  const order = {
    resourceType: 'MedicationRequest',
    category: [{ text: 'Outpatient' }],
    medicationReference: { reference: 'Medication/m1' },
    dosageInstruction: [{ text: '氟化钠凝胶' }],
  }
  const line = arrange([part(medication, order)], 'zh').visits[0]?.sections[0]?.lines[0]

  expect(line?.title).toEqual({ kind: 'TEXT', text: '氟化钠凝胶' })
  expect(line?.value).toEqual({ kind: 'ABSENT' })
})

it('counts what it lists, not what it needs beside it', () => {
  const patient = { resourceType: 'Patient', id: 'p1' }
  const condition = { resourceType: 'Condition', id: 'c1', code: { text: '胆石症' } }

  expect(arrange([part(patient, condition)], 'zh').count).toBe(1)
})

it('follows the translation extension', () => {
  const translation = { url: 'http://hl7.org/fhir/StructureDefinition/translation', extension: [{ url: 'lang', valueCode: 'zh-CN' }, { url: 'content', valueString: '高血压' }] }

  expect(conceptName({ coding: [{ display: 'Hypertension', _display: { extension: [translation] } }] }, 'zh')).toEqual({ kind: 'TEXT', text: '高血压' })
})

it.each([
  ['a name', patientName({ resourceType: 'Patient', name: [masked] })],
  ['a coded title', describeResource({ resourceType: 'Condition', code: masked }, 'zh').title],
  ['a quantity', describeResource({ resourceType: 'Observation', code: {}, valueQuantity: masked }, 'zh').value],
  ['a component', describeResource({ resourceType: 'Observation', component: [{ code: {}, valueQuantity: masked }] }, 'zh').value],
  ['a dosage', describeResource({ resourceType: 'MedicationRequest', dosageInstruction: [masked] }, 'zh').value],
  ['a primitive', describeResource({ resourceType: 'Observation', _valueString: masked }, 'zh').value],
])('tells %s that is masked from one that is absent', (_, value) => {
  expect(value).toEqual({ kind: 'MASKED' })
})

it('writes a blood pressure in one line', () => {
  const reading = (code: string, value: number) => ({ code: { coding: [{ system: 'http://loinc.org', code }] }, valueQuantity: { value, unit: 'mmHg' } })
  const line = describeResource({ resourceType: 'Observation', component: [reading('8480-6', 128), reading('8462-4', 76)] }, 'zh')

  expect(line.value).toEqual({ kind: 'TEXT', text: '收缩压 128 mmHg，舒张压 76 mmHg' })
})

it('puts visits newest first, and last what belongs to none, even when its encounter is withheld', () => {
  const visit = (id: string, start: string) => ({ resourceType: 'Encounter', id, period: { start } })
  const note = (id: string, encounter: string) => ({ resourceType: 'Condition', id, encounter: { reference: encounter } })
  const record = arrange(
    [part(note('c1', 'urn:uuid:a'), visit('a', '2020-01-01')), part(visit('b', '2024-01-01'), note('c2', 'Encounter/gone'))],
    'zh',
  )

  expect(record.visits.map((each) => each.key)).toEqual(['b', 'a', ''])
  expect(record.visits.map((each) => each.count)).toEqual([0, 1, 1])
})

it('shows a type it does not know under "other", never drops it', () => {
  const record = arrange([part({ resourceType: 'VisionPrescription', id: 'v' })], 'zh')

  expect(record.visits[0]?.sections.map((each) => each.section)).toEqual(['OTHER'])
})
