import { screen } from '@testing-library/react'
import { expect, it } from 'vitest'
import { FakeServer, json } from '../testing/FakeServer'
import { renderPage } from '../testing/renderPage'
import { DownloadList } from './DownloadList'

const ASK = 'POST /api/patients/p1/feed/download'
const refusal = { resourceType: 'OperationOutcome', issue: [{ code: 'forbidden', details: { coding: [{ code: 'STEP_UP_REQUIRED' }], text: '高风险操作需二次授权' } }] }

it('asks for nothing before the warning is read and a code is there, and says when the code is wrong', async () => {
  const server = new FakeServer().answers(ASK, () => json(refusal, 403))
  const { user } = renderPage(<DownloadList patient="p1" />, { server, role: 'PATIENT' })
  await user.click(screen.getByRole('button', { name: '下载完整清单' }))
  await user.type(screen.getByLabelText('动态码'), '123456')
  expect(screen.getByRole('button', { name: '下载' })).toBeDisabled()
  expect(server.sent(ASK)).toEqual([])

  await user.click(screen.getByLabelText('我已看过上面的提醒'))
  await user.click(screen.getByRole('button', { name: '下载' }))

  expect(await screen.findByRole('alert')).toHaveTextContent('动态码不对')
  expect(server.sent(ASK)).toEqual([{ code: '123456', acknowledged: true }])
  expect(screen.getByLabelText('动态码')).toHaveValue('')
})
