// fhir-kit-client against a running server: prints one line for each thing it did, or ends with what went wrong.
import assert from 'node:assert/strict'
import * as kit from 'fhir-kit-client'

const [base, doctorToken, connectorToken, record] = process.argv.slice(2)
const Client = kit.Client ?? kit.default
const client = (token) => new Client({ baseUrl: base, bearerToken: token })
const doctor = client(doctorToken)
const connector = client(connectorToken)
process.on('uncaughtException', (error) => {
  console.log(error.message, JSON.stringify(error.response?.data ?? error.stack))
  process.exit(1)
})
const done = (what) => console.log(what)

const statement = await doctor.capabilityStatement()
assert.equal(statement.resourceType, 'CapabilityStatement')
done('capabilities')

const found = await doctor.search({ resourceType: 'Patient', searchParams: { identifier: record } })
const patient = found.entry[0].resource.id
const visits = await doctor.search({ resourceType: 'Encounter', searchParams: { patient, _sort: '-date', _count: 1 } })
const encounter = visits.entry[0].resource.id
done('search')

const pulse = (text) => ({
  resourceType: 'Observation',
  status: 'final',
  subject: { reference: `Patient/${patient}` },
  encounter: { reference: `Encounter/${encounter}` },
  code: { coding: [{ system: 'http://loinc.org', code: '8867-4' }], text },
  effectiveDateTime: '2026-02-05',
  valueQuantity: { value: 61.5, unit: '/min', system: 'http://unitsofmeasure.org', code: '/min' },
})

const made = await doctor.create({ resourceType: 'Observation', body: pulse('kit one') })
const location = Client.httpFor(made).response.headers.get('location')
const id = location.replace(/.*\/Observation\//, '').replace(/\/_history.*/, '')
const read = await doctor.read({ resourceType: 'Observation', id })
assert.equal(read.code.text, 'kit one')
done('create and read')

await doctor.update({ resourceType: 'Observation', id, body: { ...read, code: { ...read.code, text: 'kit two' } } })
await doctor.patch({
  resourceType: 'Observation',
  id,
  jsonPatch: [{ op: 'replace', path: '/code/text', value: 'kit three' }],
})
const first = await doctor.vread({ resourceType: 'Observation', id, version: '1' })
assert.equal(first.code.text, 'kit one')
assert.equal((await doctor.read({ resourceType: 'Observation', id })).code.text, 'kit three')
done('update, patch and vread')

const history = await doctor.history({ resourceType: 'Observation', id })
assert.deepEqual(history.entry.map((entry) => entry.request.method), ['PUT', 'PUT', 'POST'])
done('history')

for (const text of ['kit page', 'kit page', 'kit page']) {
  await connector.create({ resourceType: 'Observation', body: pulse(text) })
}
let page = await doctor.search({
  resourceType: 'Observation',
  searchParams: { patient, 'code:text': 'kit page', _count: 2 },
  options: { postSearch: true },
})
let seen = 0
while (page) {
  seen += (page.entry ?? []).filter((entry) => entry.search.mode === 'match').length
  page = await doctor.nextPage({ bundle: page })
}
assert.equal(seen, 3)
done('pages')

const batch = await doctor.batch({
  body: {
    resourceType: 'Bundle',
    type: 'batch',
    entry: [{ request: { method: 'GET', url: `Observation/${id}` } }, { request: { method: 'GET', url: 'Observation' } }],
  },
})
assert.deepEqual(batch.entry.map((entry) => entry.response.status.slice(0, 3)), ['200', '400'])
done('batch')

const all = await doctor.operation({ resourceType: 'Patient', id: patient, name: 'everything', method: 'get' })
assert.ok(all.entry.length > 5)
done('everything')

await connector.delete({ resourceType: 'Observation', id })
await assert.rejects(doctor.read({ resourceType: 'Observation', id }), (error) => error.response.status === 410)
await assert.rejects(connector.read({ resourceType: 'Patient', id: patient }), (error) =>
  error.response.status === 403 && error.response.data.resourceType === 'OperationOutcome')
done('delete and refusal')
