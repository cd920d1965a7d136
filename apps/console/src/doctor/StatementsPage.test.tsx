import { screen, waitFor } from '@testing-library/react'
import { expect, it } from 'vitest'
import { FakeServer } from '../testing/FakeServer'
import { renderPage } from '../testing/renderPage'
import { StatementsPage } from './StatementsPage'

const hours = (n: number) => new Date(Date.now() + n * 3_600_000 + 30_000).toISOString()
const statement = { id: 's1', patient: 'p1', patientName: '王*', openedAt: hours(-1), dueAt: hours(23), filedAt: null as string | null }

it('files a statement and takes it off the list of those due', async () => {
  const server = new FakeServer().answers('GET /api/statements', { statements: [statement] })
  server.answers('POST /api/statements/s1', () => {
    server.answers('GET /api/statements', { statements: [{ ...statement, filedAt: hours(0) }] })
    return {}
  })
  const { user } = renderPage(<StatementsPage />, { server })
  await user.type(await screen.findByLabelText('当时的情况'), '患者昏迷送入，查看了过敏史与用药，用于抢救，随后转入重症。')

  await user.click(screen.getByRole('button', { name: '提交' }))

  expect(await screen.findByText('没有待写的情况说明。')).toBeInTheDocument()
  expect(screen.getByText('说明已提交。')).toBeInTheDocument()
  expect(server.sent('POST /api/statements/s1')).toHaveLength(1)
})

it('shows the time that is left, and what is overdue', async () => {
  const late = { ...statement, id: 's2', dueAt: hours(-3) }
  renderPage(<StatementsPage />, { server: new FakeServer().answers('GET /api/statements', { statements: [statement, late] }) })

  expect(await screen.findByText('还有 23 小时')).toBeInTheDocument()
  expect(screen.getByText(/已超时 2 小时/)).toBeInTheDocument()
})

it('refuses a statement that says too little', async () => {
  const server = new FakeServer().answers('GET /api/statements', { statements: [statement] })
  const { user } = renderPage(<StatementsPage />, { server })
  await user.type(await screen.findByLabelText('当时的情况'), '抢救')

  await user.click(screen.getByRole('button', { name: '提交' }))

  await waitFor(() => expect(screen.getByLabelText('当时的情况')).toHaveAttribute('aria-invalid', 'true'))
  expect(server.sent('POST /api/statements/s1')).toEqual([])
})
