import { screen } from '@testing-library/react'
import { expect, it } from 'vitest'
import { eventStream, FakeServer } from '../testing/FakeServer'
import { feedEvent } from '../testing/feedEvents'
import { renderPage } from '../testing/renderPage'
import PatientPortal from './PatientPortal'

const named = (text: string) => ({ resourceType: 'Patient', name: [{ text }] })

it('lets a guardian choose among wards', async () => {
  const server = new FakeServer()
    .answers('GET /fhir/Patient/w1', named('周小满'))
    .answers('GET /api/patients/w1/feed', { events: [feedEvent(1)], complete: true })
    .answers('GET /api/patients/w2/feed', { events: [feedEvent(2)], complete: true })
    .answers('GET /api/patients/w1/feed/stream', () => eventStream([], true))
    .answers('GET /api/patients/w2/feed/stream', () => eventStream([], true))
  const { user } = renderPage(<PatientPortal />, { server, role: 'GUARDIAN', patients: ['w1', 'w2'], at: '/feed' })
  expect(await screen.findByText('周小满')).toBeInTheDocument()
  expect(await screen.findByText('医生1')).toBeInTheDocument()

  await user.click(screen.getByText('被监护人 2'))

  expect(await screen.findByText('医生2')).toBeInTheDocument()
  expect(screen.queryByText('医生1')).not.toBeInTheDocument()
})

it('tells an account without a patient where to go', () => {
  renderPage(<PatientPortal />, { server: new FakeServer(), role: 'GUARDIAN' })

  expect(screen.getByText(/还没有关联患者/)).toBeInTheDocument()
})
