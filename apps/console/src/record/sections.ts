/** The parts a record is shown in, in the order in which a doctor reads them. */
export const SECTIONS = [
  'DIAGNOSES',
  'ALLERGIES',
  'REPORTS',
  'NOTES',
  'MEDICATION',
  'PROCEDURES',
  'OBSERVATIONS',
  'PLANS',
  'DEVICES',
  'CONSENTS',
  'PAYMENTS',
  'OTHER',
] as const

export type Section = (typeof SECTIONS)[number]

const SECTION_OF_TYPE: Record<string, Section> = {
  Condition: 'DIAGNOSES',
  AllergyIntolerance: 'ALLERGIES',
  DiagnosticReport: 'REPORTS',
  ImagingStudy: 'REPORTS',
  DocumentReference: 'NOTES',
  Composition: 'NOTES',
  ClinicalImpression: 'NOTES',
  MedicationRequest: 'MEDICATION',
  MedicationAdministration: 'MEDICATION',
  MedicationStatement: 'MEDICATION',
  MedicationDispense: 'MEDICATION',
  Procedure: 'PROCEDURES',
  Immunization: 'PROCEDURES',
  Observation: 'OBSERVATIONS',
  CarePlan: 'PLANS',
  CareTeam: 'PLANS',
  Goal: 'PLANS',
  ServiceRequest: 'PLANS',
  Device: 'DEVICES',
  Consent: 'CONSENTS',
  Claim: 'PAYMENTS',
  ExplanationOfBenefit: 'PAYMENTS',
  Coverage: 'PAYMENTS',
}

/** Types that carry names and addresses of things, not care; the record does not list them. */
const NOT_LISTED = new Set(['Patient', 'Encounter', 'Organization', 'Practitioner', 'PractitionerRole', 'Location', 'Provenance', 'Medication'])

export function sectionOf(type: string): Section | null {
  return NOT_LISTED.has(type) ? null : (SECTION_OF_TYPE[type] ?? 'OTHER')
}
