import { screen } from '@testing-library/react'
import { expect, it } from 'vitest'
import { FakeServer } from '../testing/FakeServer'
import { renderPage } from '../testing/renderPage'
import { BlockList } from './BlockList'

const block = (account: string) => ({ account, name: `医生${account}`, code: 'OFF_HOURS', since: '2026-03-01T23:00:00+08:00' })

it('lifts a block with a reason, and never the own one', async () => {
  const server = new FakeServer().answers('GET /api/blocks', { blocked: [block('d1'), block('u1')] }).answers('POST /api/blocks/d1/lift', { blocked: [block('u1')] })
  const { user } = renderPage(<BlockList />, { server, role: 'OFFICER' })
  expect(await screen.findByText('自己的阻断须由他人解除。')).toBeInTheDocument()
  expect(screen.getAllByRole('button', { name: '解除阻断' })).toHaveLength(1)

  await user.type(screen.getByLabelText('核实情况'), '夜间急会诊')
  await user.click(screen.getByRole('button', { name: '解除阻断' }))

  expect(await screen.findByText('已解除 医生d1 的阻断。')).toBeInTheDocument()
  expect(server.sent('POST /api/blocks/d1/lift')).toEqual([{ reason: '夜间急会诊' }])
})
