import { screen } from '@testing-library/react'
import { expect, it } from 'vitest'
import { eventStream, FakeServer } from '../testing/FakeServer'
import { feedEvent } from '../testing/feedEvents'
import { renderPage } from '../testing/renderPage'
import { HomePage } from './HomePage'

it('shows the latest three events and leads to all of them', async () => {
  const server = new FakeServer()
    .answers('GET /api/patients/p1/feed', { events: [4, 3, 2, 1].map((each) => feedEvent(each)), complete: true })
    .answers('GET /api/patients/p1/feed/stream', () => eventStream([], true))
    .answers('GET /api/patients/p1/consents', { version: 1, options: [{ code: 'TEACHING', choice: 'AGREE' }, { code: 'COMMERCIAL', choice: 'NONE' }] })
    .answers('GET /api/patients/p1/devices', { devices: [{ id: 'w', activated: true, sensors: [] }] })
  const { user } = renderPage(<HomePage patient="p1" />, { server, role: 'PATIENT' })
  await screen.findByText('医生4')
  expect(screen.getAllByText(/^医生\d/).map((each) => each.textContent)).toEqual(['医生4', '医生3', '医生2'])
  expect(await screen.findByText('2 项中同意了 1 项')).toBeInTheDocument()
  expect(await screen.findByText('1 台中启用了 1 台')).toBeInTheDocument()

  await user.click(screen.getByRole('link', { name: '查看全部' }))

  expect(screen.getByTestId('where')).toHaveTextContent('/feed')
})
