import { screen } from '@testing-library/react'
import { expect, it } from 'vitest'
import { FakeServer, json } from '../testing/FakeServer'
import { renderPage } from '../testing/renderPage'
import { ResourcePage } from './ResourcePage'

const outcome = {
  resourceType: 'OperationOutcome',
  issue: [{ code: 'suppressed', details: { coding: [{ code: 'GROUP' }], text: '患者不在您的诊疗组。' } }],
}

function open(server: FakeServer, type = 'Condition') {
  return renderPage(<ResourcePage />, { server, at: `/patients/p1/${type}/c1`, route: '/patients/:patient/:type/:id' })
}

it('shows a report with its text', async () => {
  const text = btoa(String.fromCharCode(...new TextEncoder().encode('检查所见：未见异常')))
  const report = { resourceType: 'DiagnosticReport', id: 'c1', code: { text: '胸片' }, presentedForm: [{ contentType: 'text/plain', data: text }] }
  const server = new FakeServer().answers('GET /fhir/DiagnosticReport/c1', report)
  const { user } = open(server, 'DiagnosticReport')
  expect(await screen.findByText('检查所见：未见异常')).toBeInTheDocument()

  await user.click(screen.getByText('← 病历'))

  expect(screen.getByTestId('where')).toHaveTextContent('/patients/p1')
})

it('says why it is refused, what would cure it, and where it is explained', async () => {
  const server = new FakeServer()
    .answers('GET /fhir/Condition/c1', () => json(outcome, 403, { 'Suwen-Decision': 'd9' }))
    .answers('GET /api/decisions/d9', { reason: { code: 'GROUP', zh: '', en: '', cure: { zh: '请主任会诊。', en: 'Ask for a consultation.' } } })
  const { user } = open(server)
  expect(await screen.findByText('患者不在您的诊疗组。')).toBeInTheDocument()
  expect(await screen.findByText('请主任会诊。')).toBeInTheDocument()

  await user.click(screen.getByRole('link', { name: '这次判断的完整说明' }))

  expect(screen.getByTestId('where')).toHaveTextContent('/decisions/d9')
})
