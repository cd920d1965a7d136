import { screen, within } from '@testing-library/react'
import { expect, it } from 'vitest'
import { FakeServer, json } from '../testing/FakeServer'
import { renderPage } from '../testing/renderPage'
import { RecordPage } from './RecordPage'

const masked = { extension: [{ url: 'http://hl7.org/fhir/StructureDefinition/data-absent-reason', valueCode: 'masked' }] }
const encounter = (id: string, start: string, reason: string) => ({ resourceType: 'Encounter', id, class: { code: 'AMB' }, period: { start }, reasonCode: [{ text: reason }] })
const condition = (id: string, visit: string, code: unknown) => ({ resourceType: 'Condition', id, encounter: { reference: `Encounter/${visit}` }, code })
const suppressed = {
  resourceType: 'OperationOutcome',
  issue: [
    {
      code: 'suppressed',
      expression: ['Condition'],
      details: { coding: [{ code: 'TITLE_CAP' }], text: '您的职称只能看到摘要。' },
      extension: [{ url: 'https://suwen.org/fhir/reason-en', valueString: 'Your title allows the summary only.' }, { url: 'https://suwen.org/fhir/cure-zh', valueString: '请负责医生看。' }, { url: 'https://suwen.org/fhir/cure-en', valueString: 'Ask the responsible doctor.' }],
    },
  ],
}
const bundle = (entry: unknown[], next?: string) => ({
  resourceType: 'Bundle',
  link: next === undefined ? [] : [{ relation: 'next', url: next }],
  entry,
})
const FIRST = 'GET /fhir/Patient/p1/$everything?_count=200'

function open(server: FakeServer, language: 'zh' | 'en' = 'zh') {
  return renderPage(<RecordPage />, { server, language, at: '/patients/p1', route: '/patients/:patient' })
}

function recordServer() {
  const pages = bundle(
    [
      { resource: { resourceType: 'Patient', id: 'p1', name: [{ text: '周薇' }], gender: 'female', _birthDate: masked } },
      { resource: encounter('e1', '2026-01-01', '胆石症') },
      { resource: condition('c1', 'e1', { text: '胆总管结石' }) },
      { resource: condition('c2', 'e1', masked) },
      { resource: encounter('e2', '2020-01-01', '旧就诊') },
      { resource: encounter('e3', '2019-01-01', '更早的就诊') },
      { resource: suppressed, search: { mode: 'outcome' } },
    ],
    'https://another.host/fhir?page=2',
  )
  return new FakeServer()
    .answers(FIRST, () => json(pages, 200, { 'Suwen-Decision': 'd1' }))
    .answers('GET /fhir?page=2', bundle([{ resource: condition('c3', 'e3', { text: '胸闷' }) }]))
    .answers('GET /api/decisions/d1', { id: 'd1', outcome: 'PERMIT', ground: 'RESPONSIBLE', reason: null, rules: [], duties: [], consentVersion: 1, rulebook: 'r' })
}

it('follows pages on its own origin and opens an old visit on demand', async () => {
  const { user } = open(recordServer())
  expect(await screen.findByText('共 3 项')).toBeInTheDocument()
  expect(screen.queryByText('胸闷')).not.toBeInTheDocument()

  await user.click(screen.getByText('更早的就诊'))

  expect(await screen.findByText('胸闷')).toBeInTheDocument()
})

it('shows the ground, masked values as chips and withheld parts with their reason', async () => {
  open(recordServer())

  expect(await screen.findByText('您是患者的负责医生')).toBeInTheDocument()
  expect(screen.getAllByText('已遮盖')).toHaveLength(2)
  const notice = within(screen.getByRole('region', { name: '有内容没有显示' }))
  expect(notice.getByText('诊断：未显示')).toBeInTheDocument()
  expect(notice.getByText('您的职称只能看到摘要。')).toBeInTheDocument()
})

it('says of a withheld part what would open it, in the language of the reader', async () => {
  open(recordServer(), 'en')

  const notice = within(await screen.findByRole('region', { name: 'Something is not shown' }))
  expect(notice.getByText('Your title allows the summary only.')).toBeInTheDocument()
  expect(notice.getByText('Ask the responsible doctor.')).toBeInTheDocument()
})

it('says what a part is that is kept back whatever its type', async () => {
  const parts = { resourceType: 'OperationOutcome', issue: [{ code: 'suppressed', details: { coding: [{ code: 'DEPARTMENT' }], text: '不是本科室患者' } }] }
  open(new FakeServer().answers(FIRST, bundle([{ resource: { resourceType: 'Patient', id: 'p1' } }, { resource: parts, search: { mode: 'outcome' } }])))

  expect(await screen.findByText(/其他科室的就诊记录/)).toBeInTheDocument()
  expect(screen.queryByText('不是本科室患者')).not.toBeInTheDocument()
})

it('shows a refused doctor the emergency door', async () => {
  const refusal = { resourceType: 'OperationOutcome', issue: [{ code: 'forbidden', details: { coding: [{ code: 'DEPARTMENT' }], text: '不是本科室患者' } }] }
  const { user } = open(new FakeServer().answers(FIRST, () => json(refusal, 403)))
  expect(await screen.findByText('不是本科室患者')).toBeInTheDocument()

  await user.click(screen.getByRole('link', { name: /紧急通道/ }))

  expect(screen.getByTestId('where')).toHaveTextContent('/emergency')
})

it('takes down what was read when a later page fails', async () => {
  const server = recordServer().answers('GET /fhir?page=2', () => json({}, 410))
  open(server)

  expect(await screen.findByText('读取途中内容变了')).toBeInTheDocument()
  expect(screen.queryByText('胆总管结石')).not.toBeInTheDocument()
})

it('keeps the break-glass banner over the record with the time that is left', async () => {
  const until = new Date(Date.now() + 61 * 60_000).toISOString()
  renderPage(<RecordPage />, {
    server: recordServer(),
    at: '/patients/p1',
    route: '/patients/:patient',
    glass: { p1: { until, statementDue: until, statement: 's1' } },
  })

  expect(await screen.findByText('您正在以紧急破窗方式查看')).toBeInTheDocument()
  expect(screen.getByText(/剩余 1 小时/)).toBeInTheDocument()
})
