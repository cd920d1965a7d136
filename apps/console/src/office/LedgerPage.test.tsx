import { screen } from '@testing-library/react'
import { expect, it } from 'vitest'
import { FakeServer } from '../testing/FakeServer'
import { renderPage } from '../testing/renderPage'
import { LedgerPage } from './LedgerPage'

const entry = (index: number) => ({ index, at: '2026-03-01T08:00:00+08:00', type: 'READ', actor: { id: 'd', name: `医生${index}`, role: 'DOCTOR' }, operation: 'READ', purpose: 'TREATMENT', outcome: 'PERMIT', reason: null, decision: 'd1' })
const page = (from: number) => ({ entries: Array.from({ length: 50 }, (_, place) => entry(from - place)), next: from - 49 })

it('narrows the entries by outcome, in the address too', async () => {
  const server = new FakeServer().answers('GET /api/office/entries?limit=50', page(99)).answers('GET /api/office/entries?limit=50&outcome=DENY', { entries: [], next: null })
  const { user } = renderPage(<LedgerPage />, { server, role: 'OFFICER' })
  await screen.findByText('医生99')
  await user.click(screen.getByRole('combobox', { name: '按结果筛选' }))

  await user.click(await screen.findByTitle('已拒绝'))

  expect(await screen.findByText('没有符合条件的条目。')).toBeInTheDocument()
  expect(screen.getByTestId('where')).toHaveTextContent('?outcome=DENY')
})

it('turns to older entries and back', async () => {
  const server = new FakeServer().answers('GET /api/office/entries?limit=50', page(99)).answers('GET /api/office/entries?before=50&limit=50', { entries: [entry(49)], next: null })
  const { user } = renderPage(<LedgerPage />, { server, role: 'OFFICER' })
  await user.click(await screen.findByRole('button', { name: '更早' }))
  expect(await screen.findByText('医生49')).toBeInTheDocument()

  await user.click(screen.getByRole('button', { name: '回到最新' }))

  expect(await screen.findByText('医生99')).toBeInTheDocument()
})

it('leads to an entry', async () => {
  const server = new FakeServer().answers('GET /api/office/entries?limit=50', { entries: [entry(7)], next: null })
  const { user } = renderPage(<LedgerPage />, { server, role: 'OFFICER' })

  await user.click(await screen.findByRole('link', { name: '打开第 7 条' }))

  expect(screen.getByTestId('where')).toHaveTextContent('/office/entries/7')
})

it('asks by person, label and day, and keeps what was asked in the address', async () => {
  const server = new FakeServer().answers('GET /api/office/entries', { entries: [], next: null })
  const { user } = renderPage(<LedgerPage />, { server, role: 'OFFICER' })
  await user.type(screen.getByLabelText('操作者'), '林志远')
  await user.type(screen.getByLabelText('从'), '2026-03-01')
  await user.click(screen.getByRole('combobox', { name: '按标签筛选' }))
  await user.click(await screen.findByTitle('特殊病种'))

  expect(await screen.findByText('没有符合条件的条目。')).toBeInTheDocument()
  const last = decodeURIComponent(server.received.at(-1)?.path ?? '')
  expect(last).toBe('/api/office/entries?limit=50&person=林志远&label=SPECIAL_DISEASE&from=2026-03-01')
  expect(screen.getByTestId('where')).toHaveTextContent('label=SPECIAL_DISEASE')
})

it('says when older entries have not been looked through', async () => {
  const server = new FakeServer().answers('GET /api/office/entries?limit=50', { entries: [], next: 128 }).answers('GET /api/office/entries?before=128&limit=50', { entries: [entry(3)], next: null })
  const { user } = renderPage(<LedgerPage />, { server, role: 'OFFICER' })
  await user.click(await screen.findByRole('button', { name: '继续往前查' }))

  expect(await screen.findByText('医生3')).toBeInTheDocument()
})

it('takes chosen entries to an evidence package', async () => {
  const server = new FakeServer().answers('GET /api/office/entries?limit=50', { entries: [entry(9), entry(7)], next: null })
  const { user } = renderPage(<LedgerPage />, { server, role: 'OFFICER' })
  await user.click(await screen.findByRole('checkbox', { name: '选择第 9 条' }))
  await user.click(screen.getByRole('checkbox', { name: '选择第 7 条' }))
  await user.click(screen.getByRole('link', { name: '出具证据包' }))

  expect(screen.getByTestId('where')).toHaveTextContent('/office/evidence?entries=7,9')
})
