import { screen } from '@testing-library/react'
import { expect, it } from 'vitest'
import { FakeServer } from '../testing/FakeServer'
import { renderPage } from '../testing/renderPage'
import { AdministratorPage } from './AdministratorPage'

it('tells an administrator that no record is shown, asks the server for none, and says what may be opened', async () => {
  const server = new FakeServer().answers('GET /health', { status: 'UP' })
  renderPage(<AdministratorPage />, { server, role: 'ADMINISTRATOR' })

  expect(screen.getByRole('heading', { name: '管理员不看病历' })).toBeInTheDocument()
  expect(screen.getByRole('link', { name: '账本检查点（公开）' })).toHaveAttribute('href', '/ledger/checkpoint')
  expect(await screen.findByText('正常')).toBeInTheDocument()
  expect(server.received.map((each) => each.path).sort()).toEqual(['/api/blocks', '/health'])
})
