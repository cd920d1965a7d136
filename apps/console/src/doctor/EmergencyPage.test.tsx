import { screen, waitFor } from '@testing-library/react'
import { expect, it } from 'vitest'
import { FakeServer } from '../testing/FakeServer'
import { renderPage } from '../testing/renderPage'
import { EmergencyPage } from './EmergencyPage'

const opened = { until: '2026-01-01T10:00:00+08:00', statementDue: '2026-01-02T08:00:00+08:00', statement: 's1' }

function open(server: FakeServer) {
  const went: string[] = []
  return { ...renderPage(<EmergencyPage onOpened={(patient) => went.push(patient)} />, { server }), went }
}

async function findWang(server: FakeServer) {
  server.answers('POST /api/patients/find', { patients: [{ id: 'p5', maskedName: '王*', gender: 'male', age: 54 }] })
  const page = open(server)
  await page.user.type(screen.getByLabelText('号码'), '1101 0519 7203 0712 11')
  await page.user.click(screen.getByRole('button', { name: '查找' }))
  await page.user.click(await screen.findByRole('button', { name: '选择王*' }))
  return page
}

it('breaks the glass with situation and reason, and opens the record', async () => {
  const server = new FakeServer().answers('POST /api/break-glass', opened)
  const page = await findWang(server)
  await page.user.click(screen.getByLabelText('抢救生命'))
  await page.user.type(screen.getByLabelText('理由'), '患者昏迷，需要确认用药和过敏史')

  await page.user.click(screen.getByRole('button', { name: '破窗打开病历' }))

  await waitFor(() => expect(page.went).toEqual(['p5']))
  expect(server.sent('POST /api/patients/find')).toEqual([{ kind: 'ID_NUMBER', value: '110105197203071211' }])
  expect(server.sent('POST /api/break-glass')).toEqual([{ patient: 'p5', situation: 'RESUSCITATION', reason: '患者昏迷，需要确认用药和过敏史' }])
  expect(page.opened['p5']).toEqual(opened)
})

it('refuses a reason that is too short before anything is sent', async () => {
  const server = new FakeServer()
  const page = await findWang(server)
  await page.user.click(screen.getByLabelText('抢救生命'))
  await page.user.type(screen.getByLabelText('理由'), '急')

  await page.user.click(screen.getByRole('button', { name: '破窗打开病历' }))

  await waitFor(() => expect(screen.getByLabelText('理由')).toHaveAttribute('aria-invalid', 'true'))
  expect(server.sent('POST /api/break-glass')).toEqual([])
})

it('says beforehand what follows', async () => {
  await findWang(new FakeServer())

  expect(screen.getByText('您需要在规定时间内补交情况说明。')).toBeInTheDocument()
  expect(screen.getByText('患者会立即收到通知，看到是谁、什么时候、为什么。')).toBeInTheDocument()
})

it('says so when nobody has the number', async () => {
  const { user } = open(new FakeServer().answers('POST /api/patients/find', { patients: [] }))
  await user.type(screen.getByLabelText('号码'), '1')

  await user.click(screen.getByRole('button', { name: '查找' }))

  expect(await screen.findByText(/没有找到这个号码的患者/)).toBeInTheDocument()
})
