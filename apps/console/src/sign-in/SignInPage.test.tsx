import { screen, waitFor } from '@testing-library/react'
import { expect, it } from 'vitest'
import type { Session } from '../api/contract'
import { FakeServer, json } from '../testing/FakeServer'
import { renderPage, sessionOf } from '../testing/renderPage'
import { SignInPage } from './SignInPage'

const account = { username: 'chen', password: 'Demo-1', secret: 'S', code: '111111', name: '陈雅琴', role: 'DOCTOR', note: { zh: '有病人', en: 'has patients' } }

function open(server: FakeServer) {
  const sessions: Session[] = []
  const page = <SignInPage ended={false} onSignedIn={(session) => sessions.push(session)} />
  return { ...renderPage(page, { server }), sessions }
}

it('signs in with password and code', async () => {
  const server = new FakeServer()
    .answers('POST /api/session', { next: 'CODE', challenge: 'c1' })
    .answers('POST /api/session/code', sessionOf('DOCTOR'))
  const { user, sessions } = open(server)
  await user.type(screen.getByLabelText('用户名'), 'chen')
  await user.type(screen.getByLabelText('密码'), 'secret')
  await user.click(screen.getByRole('button', { name: '下一步' }))
  await user.type(await screen.findByLabelText('动态码'), '123456')

  await user.click(screen.getByRole('button', { name: '登录' }))

  await waitFor(() => expect(sessions).toHaveLength(1))
  expect(server.sent('POST /api/session/code')).toEqual([{ challenge: 'c1', code: '123456' }])
})

it('says in plain words that the password is wrong', async () => {
  const server = new FakeServer().answers('POST /api/session', () => json({}, 401))
  const { user } = open(server)
  await user.type(screen.getByLabelText('用户名'), 'chen')
  await user.type(screen.getByLabelText('密码'), 'wrong')

  await user.click(screen.getByRole('button', { name: '下一步' }))

  expect(await screen.findByRole('alert')).toHaveTextContent('用户名或密码不对')
})

it('empties the code and says so when the code is refused', async () => {
  const server = new FakeServer()
    .answers('POST /api/session', { next: 'CODE', challenge: 'c1' })
    .answers('POST /api/session/code', () => json({ error: 'AUTH_STRENGTH', zh: '动态码已经用过。', en: 'The code was used before.' }, 401))
  const { user } = open(server)
  await user.type(screen.getByLabelText('用户名'), 'chen')
  await user.type(screen.getByLabelText('密码'), 'secret')
  await user.click(screen.getByRole('button', { name: '下一步' }))
  await user.type(await screen.findByLabelText('动态码'), '123456')

  await user.click(screen.getByRole('button', { name: '登录' }))

  expect(await screen.findByRole('alert')).toHaveTextContent('动态码已经用过')
  expect(screen.getByLabelText('动态码')).toHaveValue('')
})

it('fills name, password and the current code of a demo account', async () => {
  const server = new FakeServer()
    .answers('GET /api/demo/accounts', { accounts: [account] })
    .answers('POST /api/session', { next: 'CODE', challenge: 'c1' })
  const { user } = open(server)
  await user.click(await screen.findByRole('button', { name: '用陈雅琴的账号' }))
  server.answers('GET /api/demo/accounts', { accounts: [{ ...account, code: '222222' }] })

  await user.click(screen.getByRole('button', { name: '下一步' }))

  expect(server.sent('POST /api/session')).toEqual([{ username: 'chen', password: 'Demo-1' }])
  await waitFor(() => expect(screen.getByLabelText('动态码')).toHaveValue('222222'))
})

it('switches to English', async () => {
  const { user } = open(new FakeServer())

  await user.click(screen.getByRole('button', { name: '切换为英文' }))

  expect(screen.getByRole('heading', { name: 'Sign in' })).toBeInTheDocument()
  expect(document.documentElement.lang).toBe('en')
})
