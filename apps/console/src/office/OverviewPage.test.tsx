import { screen } from '@testing-library/react'
import { expect, it } from 'vitest'
import { FakeServer, json } from '../testing/FakeServer'
import { renderPage } from '../testing/renderPage'
import { OverviewPage } from './OverviewPage'

const ledger = { origin: 'suwen.demo/ledger', size: 12, root: 'cm9vdA==', checkpoint: 'suwen.demo/ledger\n12\ncm9vdA==\n', key: 'suwen+1+key', signedAt: '2026-03-01T08:00:00+08:00' }

it('leads from a number to its entries', async () => {
  const server = new FakeServer()
    .answers('GET /api/office/overview', { reads: 4821, denials: 37, breakGlass: 2, openStatements: 1, consentChanges: 14 })
    .answers('GET /api/office/ledger', ledger)
  const { user } = renderPage(<OverviewPage />, { server, role: 'OFFICER' })
  expect(await screen.findByText('4,821')).toBeInTheDocument()

  await user.click(screen.getByRole('link', { name: /紧急破窗/ }))

  expect(screen.getByTestId('where')).toHaveTextContent('/office/entries?type=BREAK_GLASS')
})

it('shows the ledger also when the numbers fail', async () => {
  const server = new FakeServer().answers('GET /api/office/overview', () => json({}, 500)).answers('GET /api/office/ledger', ledger)
  renderPage(<OverviewPage />, { server, role: 'OFFICER' })

  expect(await screen.findByText('服务器出错了')).toBeInTheDocument()
  expect(await screen.findByText('suwen+1+key')).toBeInTheDocument()
})
