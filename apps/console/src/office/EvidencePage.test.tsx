import { screen } from '@testing-library/react'
import { expect, it, vi } from 'vitest'
import { FakeServer } from '../testing/FakeServer'
import { renderPage } from '../testing/renderPage'
import { EvidencePage } from './EvidencePage'

const issued = { index: 40, at: '2026-03-01T08:00:00+08:00', type: 'EXPORT', actor: { id: 'o', name: '方正', role: 'OFFICER' }, operation: 'evidence.export', purpose: 'AUDIT', outcome: 'DONE', reason: null, decision: null, reference: '(2026) 沪01民初1号' }

it('orders the entries that were chosen, with a reason', async () => {
  URL.createObjectURL = vi.fn(() => 'blob:x')
  const zip = () => new Response('zip', { headers: { 'Content-Disposition': 'attachment; filename="suwen-evidence-41.zip"' } })
  const server = new FakeServer().answers('POST /api/office/evidence', zip).answers('GET /api/office/entries', { entries: [issued], next: null })
  const { user } = renderPage(<EvidencePage />, { server, role: 'OFFICER', at: '/office/evidence?entries=7,9', route: '/office/evidence' })
  expect(screen.getByLabelText('账本编号')).toHaveValue('7,9')
  await user.click(screen.getByRole('button', { name: '生成并下载' }))
  expect(await screen.findByText('请写明事由')).toBeInTheDocument()

  await user.type(screen.getByLabelText('事由'), '检查通知书 12 号')
  await user.click(screen.getByRole('button', { name: '生成并下载' }))

  expect(await screen.findByText('suwen-evidence-41.zip')).toBeInTheDocument()
  expect(server.sent('POST /api/office/evidence')).toEqual([{ entries: [7, 9], reason: '检查通知书 12 号' }])
  expect(await screen.findByText('事由：(2026) 沪01民初1号')).toBeInTheDocument()
})
