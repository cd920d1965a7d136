import { act, fireEvent, render, screen, waitFor } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { useState } from 'react'
import { MemoryRouter } from 'react-router'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { Client } from '../api/Client'
import { Styled } from '../look/Styled'
import { FakeServer, json } from '../testing/FakeServer'
import { sessionOf } from '../testing/renderPage'
import { WordsProvider } from '../words/WordsContext'
import { ClientContext, useClient } from './ClientContext'
import { SessionGate } from './SessionGate'

function Content() {
  const client = useClient()
  const [draft, setDraft] = useState('')
  return (
    <>
      <p>周薇的病历</p>
      <input aria-label="草稿" value={draft} onChange={(event) => setDraft(event.target.value)} />
      <button onClick={() => void client.get('/api/worklist').catch(() => undefined)}>读取</button>
    </>
  )
}

function open(server: FakeServer) {
  render(
    <ClientContext value={new Client(server.fetch)}>
      <WordsProvider initial="zh">
        <Styled>
          <MemoryRouter>
            <SessionGate>
              <Content />
            </SessionGate>
          </MemoryRouter>
        </Styled>
      </WordsProvider>
    </ClientContext>,
  )
}

const serverFor = (role: 'DOCTOR' | 'PATIENT') => new FakeServer().answers('GET /api/session', sessionOf(role))

// Only the clock is moved by hand; everything else runs as it is.
beforeEach(() => void vi.useFakeTimers({ shouldAdvanceTime: true }))
afterEach(() => void vi.useRealTimers())

async function minutes(amount: number) {
  await act(() => vi.advanceTimersByTimeAsync(amount * 60_000))
}

it('asks for a sign-in when there is no session', async () => {
  open(new FakeServer().answers('GET /api/session', () => json({}, 401)))

  expect(await screen.findByRole('heading', { name: '登录' })).toBeVisible()
  expect(screen.queryByText('周薇的病历')).not.toBeInTheDocument()
})

it('hides the content after ten minutes without an operation', async () => {
  open(serverFor('DOCTOR'))
  expect(await screen.findByText('周薇的病历')).toBeVisible()
  await minutes(9)
  expect(screen.getByText('周薇的病历')).toBeVisible()

  await minutes(1.2)

  expect(screen.getByText('周薇的病历')).not.toBeVisible()
  expect(screen.getByRole('heading', { name: '屏幕已锁定' })).toBeVisible()
})

it('stays open while the person operates, and tells the server so', async () => {
  const server = serverFor('DOCTOR')
  open(server)
  await screen.findByText('周薇的病历')
  await minutes(9)
  fireEvent.keyDown(window, { key: 'a' })

  await minutes(9)

  expect(screen.getByText('周薇的病历')).toBeVisible()
  expect(server.received.filter((each) => each.path === '/api/session').length).toBeGreaterThan(1)
})

it('locks when the server says so, and unlocks with a code, keeping what was written', async () => {
  const server = serverFor('DOCTOR')
    .answers('GET /api/worklist', () => json({}, 423))
    .answers('POST /api/session/unlock', sessionOf('DOCTOR'))
  const user = userEvent.setup({ delay: null })
  open(server)
  await user.type(await screen.findByLabelText('草稿'), '写到一半')
  await user.click(screen.getByText('读取'))
  expect(await screen.findByRole('heading', { name: '屏幕已锁定' })).toBeVisible()
  expect(screen.getByLabelText('草稿')).not.toBeVisible()
  await user.type(screen.getByLabelText('动态码'), '123456')

  await user.click(screen.getByRole('button', { name: '解锁' }))

  await waitFor(() => expect(screen.getByLabelText('草稿')).toBeVisible())
  expect(screen.getByLabelText('草稿')).toHaveValue('写到一半')
})

it('stays locked on a wrong code and says so', async () => {
  const server = serverFor('DOCTOR')
    .answers('GET /api/worklist', () => json({}, 423))
    .answers('POST /api/session/unlock', () => json({ error: 'WRONG_CODE', zh: '验证码错误或已使用', en: 'the code is wrong or was used already' }, 403))
  const user = userEvent.setup({ delay: null })
  open(server)
  await user.click(await screen.findByText('读取'))
  await user.type(await screen.findByLabelText('动态码'), '000000')

  await user.click(screen.getByRole('button', { name: '解锁' }))

  expect(await screen.findByText(/动态码不对/)).toBeVisible()
  expect(screen.getByText('周薇的病历')).not.toBeVisible()
})

it('keeps the emergency door for a locked doctor, without showing the content', async () => {
  const server = serverFor('DOCTOR').answers('GET /api/worklist', () => json({}, 423))
  const user = userEvent.setup({ delay: null })
  open(server)
  await user.click(await screen.findByText('读取'))

  await user.click(await screen.findByRole('button', { name: /抢救患者/ }))

  expect(await screen.findByLabelText('号码')).toBeVisible()
  expect(screen.getByText('周薇的病历')).not.toBeVisible()
})

it('has no emergency door for a patient', async () => {
  const server = serverFor('PATIENT').answers('GET /api/worklist', () => json({}, 423))
  const user = userEvent.setup({ delay: null })
  open(server)

  await user.click(await screen.findByText('读取'))

  expect(await screen.findByRole('heading', { name: '屏幕已锁定' })).toBeVisible()
  expect(screen.queryByRole('button', { name: /抢救患者/ })).not.toBeInTheDocument()
})

it('takes the content away when the session has ended', async () => {
  const server = serverFor('DOCTOR').answers('GET /api/worklist', () => json({}, 401))
  const user = userEvent.setup({ delay: null })
  open(server)

  await user.click(await screen.findByText('读取'))

  expect(await screen.findByText('登录已结束，请重新登录。')).toBeVisible()
  expect(screen.queryByText('周薇的病历')).not.toBeInTheDocument()
})
