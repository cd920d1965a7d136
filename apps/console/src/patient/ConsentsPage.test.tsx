import { screen, within } from '@testing-library/react'
import { expect, it } from 'vitest'
import { FakeServer, json } from '../testing/FakeServer'
import { renderPage } from '../testing/renderPage'
import { ConsentsPage } from './ConsentsPage'

const text = (zh: string) => ({ zh, en: `en ${zh}` })
const option = (code: string, scope: string, zh: string, choice: string) => ({ code, scope, title: text(zh), text: text(`${zh}的说明`), choice, since: null })

function state(version: number, research: string) {
  return {
    version,
    options: [option('MEDICAL_RESEARCH', 'BASIC', '医学研究', research), option('TEACHING', 'EXTENDED', '教学病例', 'NONE')],
    recipients: [{ id: 'uni', name: text('东海大学'), purpose: text('随访研究'), choice: 'NONE' }],
    assistants: [{ id: 'ct', name: '影像助手', department: text('消化内科'), choice: 'AGREE' }],
    care: text('给您看病不需要这里的同意。'),
  }
}

function open(server: FakeServer) {
  return renderPage(<ConsentsPage patient="p1" />, { server, role: 'PATIENT' })
}

const AT = '/api/patients/p1/consents'

it('saves an agreement after it was confirmed, with the version it was made on', async () => {
  const server = new FakeServer().answers(`GET ${AT}`, state(4, 'NONE')).answers(`PUT ${AT}`, state(5, 'AGREE'))
  const { user } = open(server)
  await user.click(await screen.findByRole('switch', { name: '医学研究' }))
  expect(server.sent(`PUT ${AT}`)).toEqual([])

  await user.click(within(screen.getByRole('dialog')).getByRole('button', { name: '同意' }))

  expect(await screen.findByText('已保存，立即生效。')).toBeInTheDocument()
  expect(screen.getByRole('switch', { name: '医学研究' })).toBeChecked()
  expect(server.sent(`PUT ${AT}`)).toEqual([{ version: 4, changes: [{ kind: 'OPTION', code: 'MEDICAL_RESEARCH', choice: 'AGREE' }] }])
})

it('sends the write token with a change', async () => {
  const server = new FakeServer().answers(`GET ${AT}`, state(4, 'AGREE')).answers(`PUT ${AT}`, state(5, 'DISAGREE'))
  const { user } = open(server)
  await user.click(await screen.findByRole('switch', { name: '影像助手' }))

  await user.click(within(screen.getByRole('dialog')).getByRole('button', { name: '不同意' }))

  await screen.findByText('已保存，立即生效。')
  expect(server.received.at(-1)?.headers['X-Suwen-CSRF']).toBe('token')
  expect(server.sent(`PUT ${AT}`)).toEqual([{ version: 4, changes: [{ kind: 'ASSISTANT', code: 'ct', choice: 'DISAGREE' }] }])
})

it('shows what holds now when somebody was faster, and saves nothing', async () => {
  const server = new FakeServer().answers(`GET ${AT}`, state(4, 'NONE')).answers(`PUT ${AT}`, () => json(state(6, 'DISAGREE'), 409))
  const { user } = open(server)
  await user.click(await screen.findByRole('switch', { name: '医学研究' }))

  await user.click(within(screen.getByRole('dialog')).getByRole('button', { name: '同意' }))

  expect(await screen.findByText(/您的授权刚在别处改过/)).toBeInTheDocument()
  expect(screen.getByRole('switch', { name: '医学研究' })).not.toBeChecked()
  expect(server.sent(`PUT ${AT}`)).toHaveLength(1)
})

it('changes nothing when the confirmation is cancelled', async () => {
  const server = new FakeServer().answers(`GET ${AT}`, state(4, 'NONE'))
  const { user } = open(server)
  await user.click(await screen.findByRole('switch', { name: '教学病例' }))

  await user.click(within(screen.getByRole('dialog')).getByRole('button', { name: '取消' }))

  expect(screen.getByRole('switch', { name: '教学病例' })).not.toBeChecked()
  expect(server.sent(`PUT ${AT}`)).toEqual([])
})

it('says of each item what it means and what goes on without it, and has no switch for all', async () => {
  open(new FakeServer().answers(`GET ${AT}`, state(4, 'NONE')))

  expect(await screen.findByText('教学病例的说明')).toBeInTheDocument()
  expect(screen.getByText(/您的病例不会用于教学/)).toBeInTheDocument()
  expect(screen.getByText('给您看病不需要这里的同意。')).toBeInTheDocument()
  expect(screen.getAllByRole('switch').map((each) => each.getAttribute('aria-label'))).toEqual(['医学研究', '教学病例', '东海大学', '影像助手'])
})
