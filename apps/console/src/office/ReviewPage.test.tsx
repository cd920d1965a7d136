import { screen } from '@testing-library/react'
import { expect, it } from 'vitest'
import { FakeServer } from '../testing/FakeServer'
import { renderPage } from '../testing/renderPage'
import { ReviewPage } from './ReviewPage'

const actor = { id: 'dr.wu', name: '吴骁', role: 'DOCTOR' }
const hours = (amount: number) => new Date(Date.now() + amount * 3_600_000).toISOString()
const owed = { id: 's1', actor, patient: 'p1', openedAt: hours(-1), dueAt: hours(23.5), filedAt: null, text: '' }
const late = { ...owed, id: 's2', dueAt: hours(-2.5) }
const filed = { ...owed, id: 's3', filedAt: hours(0), text: '患者呕血休克，查看了既往史。', review: { by: 'officer', at: hours(0), justified: true, note: '与急诊记录相符' } }

function open(statements: unknown[]) {
  return renderPage(<ReviewPage />, { server: new FakeServer().answers('GET /api/office/statements', { statements }), role: 'OFFICER' })
}

it('tells what is owed, what is late and what was filed', async () => {
  open([owed, late, filed])

  expect(await screen.findByText(/还有 23 小时/)).toBeInTheDocument()
  expect(screen.getByText(/已超时 2 小时/)).toBeInTheDocument()
  expect(screen.getByText('患者呕血休克，查看了既往史。')).toBeInTheDocument()
  expect(screen.getByText('复核：理由成立')).toBeInTheDocument()
})

it('says so when no glass was broken', async () => {
  open([])

  expect(await screen.findByText('还没有人破窗。')).toBeInTheDocument()
})

it('keeps what the officer found about a filed statement', async () => {
  const asked = { ...filed, review: null }
  const server = new FakeServer().answers('GET /api/office/statements', { statements: [asked] }).answers('POST /api/office/statements/s3/review', { statements: [filed] })
  const { user } = renderPage(<ReviewPage />, { server, role: 'OFFICER' })
  await user.click(await screen.findByRole('radio', { name: '理由成立' }))
  await user.type(screen.getByLabelText('复核意见'), '与急诊记录相符')
  await user.click(screen.getByRole('button', { name: '保存复核' }))

  expect(server.sent('POST /api/office/statements/s3/review')).toEqual([{ justified: true, note: '与急诊记录相符' }])
})
