import { screen } from '@testing-library/react'
import { expect, it } from 'vitest'
import { FakeServer } from '../testing/FakeServer'
import { renderPage } from '../testing/renderPage'
import { ConsentTasksPage } from './ConsentTasksPage'

const task = (doneAt: string | null) => ({ id: 't1', kind: 'FREEZE', rule: 'AGR-33', patient: 'p', start: '2026-03-01T08:00:00+08:00', due: '2026-03-02T08:00:00+08:00', overdue: true, doneAt, proof: doneAt === null ? '' : '回执 7' })

it('enters a task as done with its proof', async () => {
  let finished = false
  const server = new FakeServer()
    .answers('GET /api/office/consent-tasks', () => ({ tasks: [task(finished ? '2026-03-03T08:00:00+08:00' : null)] }))
    .answers('POST /api/office/consent-tasks/t1', () => {
      finished = true
      return { tasks: [] }
    })
  const { user } = renderPage(<ConsentTasksPage />, { server, role: 'OFFICER' })
  expect(await screen.findByText(/已超时/)).toBeInTheDocument()
  await user.type(screen.getByLabelText('凭证'), '回执 7')
  await user.click(screen.getByRole('button', { name: '办结' }))

  expect(await screen.findByText('没有待办的任务。')).toBeInTheDocument()
  expect(server.sent('POST /api/office/consent-tasks/t1')).toEqual([{ proof: '回执 7' }])
})
