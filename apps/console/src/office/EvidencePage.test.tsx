import { screen } from '@testing-library/react'
import { expect, it, vi } from 'vitest'
import { FakeServer } from '../testing/FakeServer'
import { renderPage } from '../testing/renderPage'
import { EvidencePage } from './EvidencePage'

const issued = { index: 40, at: '2026-03-01T08:00:00+08:00', type: 'EXPORT', actor: { id: 'o', name: '方正', role: 'OFFICER' }, operation: 'evidence.export', purpose: 'AUDIT', outcome: 'DONE', reason: null, decision: null, reference: '(2026) 沪01民初1号' }

it('orders the entries that were chosen, with a reason', async () => {
  URL.createObjectURL = vi.fn(() => 'blob:x')
  const zip = () => new Response('zip', { headers: { 'Content-Disposition': 'attachment; filename="suwen-evidence-41.zip"' } })
  const server = new FakeServer().answers('POST /api/office/evidence', zip).answers('GET /api/office/entries', { entries: [issued], next: null }).answers('GET /api/office/holds', { holds: [] })
  const { user } = renderPage(<EvidencePage />, { server, role: 'OFFICER', at: '/office/evidence?entries=7,9', route: '/office/evidence' })
  expect(screen.getByLabelText('账本编号')).toHaveValue('7,9')
  await user.click(screen.getByRole('button', { name: '生成并下载' }))
  expect(await screen.findByText('请写明事由')).toBeInTheDocument()

  await user.type(screen.getByLabelText('事由'), '检查通知书 12 号')
  await user.click(screen.getByRole('button', { name: '生成并下载' }))

  expect(await screen.findByText('suwen-evidence-41.zip')).toBeInTheDocument()
  expect(server.sent('POST /api/office/evidence')).toEqual([{ entries: [7, 9], reason: '检查通知书 12 号', hold: false }])
  expect(await screen.findByText('事由：(2026) 沪01民初1号')).toBeInTheDocument()
})

it('lets a second person agree to a release, and not the one who asked', async () => {
  const who = (id: string) => ({ id, name: id === 'u1' ? '陈雅琴' : '方正', role: 'OFFICER' })
  const hold = (id: string, by: string) => ({ id, entries: [7], patients: ['p'], reason: `案${id}`, by: who('o'), at: '2026-03-01T08:00:00+08:00', asked: { by: who(by), at: '2026-03-02T08:00:00+08:00', reason: '已调解' }, released: null })
  const server = new FakeServer()
    .answers('GET /api/office/entries', { entries: [], next: null })
    .answers('GET /api/office/holds', { holds: [hold('h1', 'u1'), hold('h2', 'o')] })
    .answers('POST /api/office/holds/h2/release', { holds: [] })
  const { user } = renderPage(<EvidencePage />, { server, role: 'OFFICER' })
  expect(await screen.findByText('须由另一人同意后才会解除。')).toBeInTheDocument()

  await user.type(screen.getByLabelText('解除理由'), '调解书已生效')
  await user.click(screen.getByRole('button', { name: '同意解除' }))

  expect(server.sent('POST /api/office/holds/h2/release')).toEqual([{ reason: '调解书已生效' }])
})
