import { screen } from '@testing-library/react'
import { expect, it } from 'vitest'
import { eventStream, FakeServer } from '../testing/FakeServer'
import { renderPage } from '../testing/renderPage'
import { CheckpointCard } from './CheckpointCard'

const ledger = { origin: 'suwen.demo/ledger', size: 200, root: 'cm9vdA==', checkpoint: 'note', key: 'suwen+1+key', signedAt: '2026-03-01T08:00:00+08:00' }
const progress = (checked: number, state: string, more = {}) => ({ checked, size: 200, state, position: null, message: null, ...more })

function open(events: unknown[], stays = false) {
  const server = new FakeServer()
    .answers('GET /api/office/ledger', ledger)
    .answers('POST /api/office/verify', () => eventStream(events, stays))
  return renderPage(<CheckpointCard />, { server, role: 'AUDITOR' })
}

it('copies the root hash', async () => {
  const { user } = open([])

  await user.click(await screen.findByRole('button', { name: '复制 根哈希' }))

  expect(await navigator.clipboard.readText()).toBe('cm9vdA==')
  expect(screen.getByRole('button', { name: '复制 根哈希' })).toHaveTextContent('已复制')
})

it('says plainly that the ledger is intact', async () => {
  const { user } = open([progress(100, 'RUNNING'), progress(200, 'OK')])

  await user.click(await screen.findByRole('button', { name: '核对整个账本' }))

  expect(await screen.findByText(/完好：200 条全部对得上/)).toBeInTheDocument()
})

it('shows progress while it runs', async () => {
  const { user } = open([progress(50, 'RUNNING')], true)

  await user.click(await screen.findByRole('button', { name: '核对整个账本' }))

  expect(await screen.findByText('已核对 50 / 200 条')).toBeInTheDocument()
})

it('names the broken position and what to do', async () => {
  const message = { zh: '写入之后被改动过。', en: 'It was changed after it was written.' }
  const { user } = open([progress(117, 'BROKEN', { position: 117, message })])

  await user.click(await screen.findByRole('button', { name: '核对整个账本' }))

  expect(await screen.findByText(/第 117 条对不上/)).toBeInTheDocument()
  expect(screen.getByText('写入之后被改动过。')).toBeInTheDocument()
  expect(screen.getByText(/不要重启或修复服务器/)).toBeInTheDocument()
  expect(screen.queryByText(/完好/)).not.toBeInTheDocument()
})

it('does not take a check that was cut off for a good one', async () => {
  const { user } = open([progress(150, 'RUNNING')])

  await user.click(await screen.findByRole('button', { name: '核对整个账本' }))

  expect(await screen.findByText(/核对没有做完/)).toBeInTheDocument()
  expect(screen.queryByText(/完好/)).not.toBeInTheDocument()
})
