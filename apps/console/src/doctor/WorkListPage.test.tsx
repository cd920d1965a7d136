import { screen } from '@testing-library/react'
import { expect, it } from 'vitest'
import { FakeServer, json } from '../testing/FakeServer'
import { renderPage } from '../testing/renderPage'
import { WorkListPage } from './WorkListPage'

const patient = (id: string, name: string) => ({
  id,
  name,
  gender: 'female',
  birthDate: '1961-04-09',
  unit: { department: { zh: '消化内科', en: 'Gastroenterology' }, group: null },
  responsible: { id: 'u1', name: '陈雅琴' },
  since: '2026-03-01T08:00:00+08:00',
  tags: ['RARE_DISEASE'],
})

it('narrows the list to what was typed', async () => {
  const server = new FakeServer().answers('GET /api/worklist', { patients: [patient('p1', '周薇'), patient('p2', '郑国强')] })
  const { user } = renderPage(<WorkListPage />, { server })
  await screen.findByText('周薇')

  await user.type(screen.getByLabelText('筛选我的患者'), '郑')

  expect(screen.queryByText('周薇')).not.toBeInTheDocument()
  expect(screen.getByText('郑国强')).toBeInTheDocument()
})

it('leads to the record', async () => {
  const server = new FakeServer().answers('GET /api/worklist', { patients: [patient('p1', '周薇')] })
  const { user } = renderPage(<WorkListPage />, { server })

  await user.click(await screen.findByText('周薇'))

  expect(screen.getByTestId('where')).toHaveTextContent('/patients/p1')
})

it('says so when there is no patient', async () => {
  renderPage(<WorkListPage />, { server: new FakeServer().answers('GET /api/worklist', { patients: [] }) })

  expect(await screen.findByText('您名下目前没有患者。')).toBeInTheDocument()
})

it('shows nothing when it could not be recorded, and reads again on demand', async () => {
  const server = new FakeServer().answers('GET /api/worklist', () => json({}, 503))
  const { user } = renderPage(<WorkListPage />, { server, language: 'en' })
  expect(await screen.findByText(/Nothing was shown because it could not be recorded/)).toBeInTheDocument()
  server.answers('GET /api/worklist', { patients: [patient('p1', '周薇')] })

  await user.click(screen.getByRole('button', { name: 'Try again' }))

  expect(await screen.findByText('周薇')).toBeInTheDocument()
})
