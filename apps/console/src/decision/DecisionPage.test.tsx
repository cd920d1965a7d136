import { screen } from '@testing-library/react'
import { expect, it } from 'vitest'
import { FakeServer, json } from '../testing/FakeServer'
import { renderPage } from '../testing/renderPage'
import { DecisionPage } from './DecisionPage'

const explanation = {
  id: 'd1',
  outcome: 'DENY',
  ground: null,
  reason: { code: 'GROUP', zh: '患者不在您的诊疗组。', en: 'Not in your group.', cure: { zh: '请主任会诊。', en: 'Ask for a consultation.' } },
  rules: [{ id: 'DOC-16', title: { zh: '只看本组患者', en: 'Own group only' }, basis: '病历管理规定' }],
  duties: [{ kind: 'STATEMENT', parameters: { hours: '24' } }],
  consentVersion: 4,
  rulebook: '5f1c',
}

function open(server: FakeServer) {
  return renderPage(<DecisionPage />, { server, at: '/decisions/d1', route: '/decisions/:decision' })
}

it('names outcome, reason, cure, rules with their basis, and duties', async () => {
  open(new FakeServer().answers('GET /api/decisions/d1', explanation))

  expect(await screen.findByText('已拒绝')).toBeInTheDocument()
  for (const text of ['请主任会诊。', 'DOC-16', '限时补交情况说明', '24 小时内', '5f1c']) expect(screen.getByText(text)).toBeInTheDocument()
  expect(screen.getByText(/病历管理规定/)).toBeInTheDocument()
})

it('reads again after a failure', async () => {
  const server = new FakeServer().answers('GET /api/decisions/d1', () => json({}, 500))
  const { user } = open(server)
  await screen.findByText('服务器出错了')
  server.answers('GET /api/decisions/d1', explanation)

  await user.click(screen.getByRole('button', { name: '重试' }))

  expect(await screen.findByText('DOC-16')).toBeInTheDocument()
})
