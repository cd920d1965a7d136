import { screen, waitFor } from '@testing-library/react'
import { expect, it } from 'vitest'
import { eventStream, FakeServer, json } from '../testing/FakeServer'
import { feedEvent } from '../testing/feedEvents'
import { renderPage } from '../testing/renderPage'
import { FeedPage } from './FeedPage'

const AT = 'GET /api/patients/p1/feed'

function open(server: FakeServer) {
  return renderPage(<FeedPage patient="p1" />, { server, role: 'PATIENT' })
}

it('shows a new event by itself, once, and announces it', async () => {
  const server = new FakeServer()
    .answers(AT, { events: [feedEvent(7)], complete: true })
    .answers(`${AT}/stream`, () => eventStream([feedEvent(8), feedEvent(7)], true))
  open(server)

  expect(await screen.findByText('医生8')).toBeInTheDocument()
  expect(screen.getAllByRole('listitem')).toHaveLength(2)
  expect(screen.getByText(/新记录：/)).toHaveAttribute('aria-live', 'polite')
  expect(screen.getByText('实时更新中')).toBeInTheDocument()
})

it('reads again and reconnects when the stream ends', async () => {
  let streams = 0
  const server = new FakeServer().answers(AT, { events: [feedEvent(7)], complete: true }).answers(`${AT}/stream`, () => {
    streams += 1
    return eventStream(streams === 1 ? [] : [feedEvent(9)], streams > 1)
  })
  open(server)
  expect(await screen.findByText('连接断开，正在重连…')).toBeInTheDocument()

  expect(await screen.findByText('医生9', {}, { timeout: 5000 })).toBeInTheDocument()
  expect(screen.getByText('实时更新中')).toBeInTheDocument()
})

it('pages back to the end of the list', async () => {
  const first = Array.from({ length: 30 }, (_, place) => feedEvent(100 - place))
  const server = new FakeServer()
    .answers(`${AT}?limit=30`, { events: first, complete: true })
    .answers(`${AT}?before=71&limit=30`, { events: [feedEvent(5)], complete: true })
    .answers(`${AT}/stream`, () => eventStream([], true))
  const { user } = open(server)
  await screen.findByText('医生100')

  await user.click(screen.getByRole('button', { name: '更早的记录' }))

  expect(await screen.findByText('医生5')).toBeInTheDocument()
  expect(screen.getByText('以上是全部记录，没有缺号。')).toBeInTheDocument()
  expect(screen.queryByRole('button', { name: '更早的记录' })).not.toBeInTheDocument()
})

it('tells refusals with their reason and marks break-glass', async () => {
  const events = [
    feedEvent(3, { outcome: 'DENY', ground: null, reason: { code: 'DEPARTMENT', zh: '您不在这个科室就诊。', en: 'Not treated there.' } }),
    feedEvent(2, { operation: 'BREAK_GLASS', breakGlass: true, ground: 'BREAK_GLASS' }),
  ]
  open(new FakeServer().answers(AT, { events, complete: false }).answers(`${AT}/stream`, () => eventStream([], true)))

  expect(await screen.findByText('您不在这个科室就诊。')).toBeInTheDocument()
  expect(screen.getByText('紧急破窗')).toBeInTheDocument()
  expect(screen.getByText(/暂时无法确认记录是否齐全/)).toBeInTheDocument()
})

it('says when nobody has looked yet', async () => {
  open(new FakeServer().answers(AT, { events: [], complete: true }).answers(`${AT}/stream`, () => eventStream([], true)))

  expect(await screen.findByText('还没有人看过您的资料。')).toBeInTheDocument()
})

it('says when the ledger is unavailable, and comes back', async () => {
  const server = new FakeServer().answers(AT, () => json({}, 503)).answers(`${AT}/stream`, () => eventStream([], true))
  const { user } = open(server)
  await screen.findByText('没有显示任何内容')
  server.answers(AT, { events: [feedEvent(1)], complete: true })

  await user.click(screen.getByRole('button', { name: '重试' }))

  await waitFor(() => expect(screen.getByText('医生1')).toBeInTheDocument())
  expect(screen.queryByText('没有显示任何内容')).not.toBeInTheDocument()
})
