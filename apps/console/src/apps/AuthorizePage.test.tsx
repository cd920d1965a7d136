import { screen } from '@testing-library/react'
import { expect, it } from 'vitest'
import { FakeServer, json } from '../testing/FakeServer'
import { renderPage } from '../testing/renderPage'
import { AuthorizePage } from './AuthorizePage'

const QUERY = '?client_id=growth-chart&state=s1'
const wish = {
  app: { zh: '化验趋势图', en: 'Laboratory trends' },
  id: 'growth-chart',
  scopes: [
    { scope: 'patient/Observation.rs', level: 'patient', type: 'Observation', reads: true, writes: false },
    { scope: 'patient/Patient.rs', level: 'patient', type: 'Patient', reads: true, writes: false },
  ],
  patient: true,
  patients: ['p1'],
}
const ASK = 'POST /api/authorizations'

function opened() {
  const server = new FakeServer()
    .answers(`GET /api/authorizations${QUERY}`, () => json(wish))
    .answers('GET /fhir/Patient/p1', () => json({ resourceType: 'Patient', id: 'p1', name: [{ text: '陈雅琴' }] }))
    .answers(ASK, () => json({ address: 'http://127.0.0.1/app/index.html?code=c1&state=s1' }))
  const went: string[] = []
  const page = <AuthorizePage go={(address) => went.push(address)} />
  const { user } = renderPage(page, { server, role: 'PATIENT', at: `/authorize${QUERY}` })
  return { server, went, user }
}

it('says who wants what about whom, and goes on with the code once allowed', async () => {
  const { server, went, user } = opened()
  expect(await screen.findByText('化验趋势图')).toBeVisible()
  expect(screen.getByText('查看检验检查结果')).toBeVisible()
  expect(await screen.findByText('陈雅琴')).toBeVisible()

  await user.click(screen.getByRole('button', { name: '允许' }))

  expect(went).toEqual(['http://127.0.0.1/app/index.html?code=c1&state=s1'])
  expect(server.sent(ASK)).toEqual([{ asked: { client_id: 'growth-chart', state: 's1' }, allow: true, patient: 'p1' }])
})

it('tells the app when the person declines', async () => {
  const { server, user } = opened()
  await user.click(await screen.findByRole('button', { name: '不允许' }))
  expect(server.sent(ASK)).toEqual([{ asked: { client_id: 'growth-chart', state: 's1' }, allow: false, patient: 'p1' }])
})
