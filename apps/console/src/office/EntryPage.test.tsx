import { createHash } from 'node:crypto'
import { screen } from '@testing-library/react'
import { expect, it } from 'vitest'
import { FakeServer } from '../testing/FakeServer'
import { renderPage } from '../testing/renderPage'
import { EntryPage } from './EntryPage'

const sha = (...parts: Uint8Array[]) => parts.reduce((hash, part) => hash.update(part), createHash('sha256')).digest()
const [left, right] = [sha(Buffer.from('left')), sha(Buffer.from('right'))]
const top = sha(Buffer.of(1), left, right).toString('base64')

const detail = {
  index: 1,
  at: '2026-03-01T08:00:00+08:00',
  type: 'READ',
  actor: { id: 'd', name: '陈雅琴', role: 'DOCTOR' },
  operation: 'READ',
  purpose: 'TREATMENT',
  outcome: 'DENY',
  reason: null,
  decision: 'd1',
  account: { address: '10.8.3.21', onBehalfOf: { name: '方予诚', role: 'DOCTOR' }, factors: ['PASSWORD', 'CODE'] },
  explanation: {
    id: 'd1', outcome: 'DENY', ground: null, rules: [{ id: 'DOC-16', title: { zh: '只看本组患者', en: 'Own group' }, basis: '病历管理规定' }],
    reason: { code: 'GROUP', zh: '患者不在您的诊疗组。', en: 'Not in your group.', cure: null }, duties: [], consentVersion: 4, rulebook: 'r1',
  },
  labels: { level: 'AUTHORISED', grade: 4 },
  leafHash: right.toString('base64'),
  inclusion: { size: 2, root: top, path: [left.toString('base64')] },
}

function open(entry: unknown) {
  const server = new FakeServer().answers('GET /api/office/entries/1', entry)
  return renderPage(<EntryPage />, { server, role: 'OFFICER', at: '/office/entries/1', route: '/office/entries/:index' })
}

it('tells who, for whom, why, on which rules, and verifies the proof here', async () => {
  open(detail)

  expect(await screen.findByText(/这条确实在账本里/)).toBeInTheDocument()
  for (const text of ['方予诚 · DOCTOR', 'DOC-16', '授权级', '10.8.3.21', '密码, 动态码', '患者不在您的诊疗组。']) {
    expect(screen.getByText(text)).toBeInTheDocument()
  }
})

it('shows red when the proof does not hold', async () => {
  open({ ...detail, leafHash: left.toString('base64') })

  expect(await screen.findByRole('alert')).toHaveTextContent('验算不一致')
  expect(screen.queryByText(/这条确实在账本里/)).not.toBeInTheDocument()
})

it('says when the content part can no longer be read', async () => {
  open({ ...detail, account: { patient: 'p1' }, labels: null, explanation: null, inclusion: null })

  expect(await screen.findByText(/内容部分已不可读/)).toBeInTheDocument()
  expect(screen.getByText('这类条目没有判断。')).toBeInTheDocument()
  expect(screen.getByText(/还没有证明/)).toBeInTheDocument()
})

it('tells an entry without labels from one that can no longer be read', async () => {
  open({ ...detail, account: { patient: 'p1', actor: 'd' }, labels: null })

  expect(await screen.findByText(/没有单独的标签/)).toBeInTheDocument()
  expect(screen.queryByText(/内容部分已不可读/)).not.toBeInTheDocument()
})

it('leads back to the ledger', async () => {
  const { user } = open(detail)

  await user.click(await screen.findByText('← 查账'))

  expect(screen.getByTestId('where')).toHaveTextContent('/office/entries')
})
