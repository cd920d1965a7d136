import { screen, within } from '@testing-library/react'
import { expect, it } from 'vitest'
import { FakeServer, json } from '../testing/FakeServer'
import { renderPage } from '../testing/renderPage'
import { DevicesPage } from './DevicesPage'

const sensor = (code: string, zh: string, on: boolean) => ({ code, title: { zh, en: code }, on })
const watch = (activated: boolean, heart = false) => ({ id: 'w1', name: '衡岳手表', kind: 'WATCH', activated, sensors: [sensor('heart-rate', '心率', heart), sensor('location', '位置', false)] })

function open(server: FakeServer) {
  return renderPage(<DevicesPage patient="p1" />, { server, role: 'PATIENT' })
}

const AT = 'PUT /api/patients/p1/devices/w1'

it('starts a device only after its notice of three items, with all sensors off', async () => {
  const server = new FakeServer().answers('GET /api/patients/p1/devices', { devices: [watch(false)] }).answers(AT, {})
  const { user } = open(server)
  await user.click(await screen.findByRole('button', { name: '启用' }))
  const notice = within(screen.getByRole('dialog'))
  for (const item of ['采集什么', '为什么采集', '给谁看']) expect(notice.getByText(item)).toBeInTheDocument()
  expect(server.sent(AT)).toEqual([])

  await user.click(notice.getByRole('button', { name: '我已看过，启用' }))

  expect(await screen.findByRole('switch', { name: '心率' })).not.toBeChecked()
  expect(server.sent(AT)).toEqual([{ activated: true, sensors: { 'heart-rate': false, location: false } }])
})

it('switches one sensor and leaves the others as they are', async () => {
  const server = new FakeServer().answers('GET /api/patients/p1/devices', { devices: [watch(true, true)] }).answers(AT, {})
  const { user } = open(server)

  await user.click(await screen.findByRole('switch', { name: '位置' }))

  expect(await screen.findByText('已保存。')).toBeInTheDocument()
  expect(screen.getByRole('switch', { name: '位置' })).toBeChecked()
  expect(server.sent(AT)).toEqual([{ activated: true, sensors: { 'heart-rate': true, location: true } }])
})

it('leaves the switch as it was when saving fails', async () => {
  const server = new FakeServer().answers('GET /api/patients/p1/devices', { devices: [watch(true)] }).answers(AT, () => json({}, 503))
  const { user } = open(server)

  await user.click(await screen.findByRole('switch', { name: '心率' }))

  expect(await screen.findByRole('alert')).toHaveTextContent('没有显示任何内容')
  expect(screen.getByRole('switch', { name: '心率' })).not.toBeChecked()
})
