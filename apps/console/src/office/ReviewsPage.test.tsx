import { screen } from '@testing-library/react'
import { expect, it } from 'vitest'
import { FakeServer } from '../testing/FakeServer'
import { renderPage } from '../testing/renderPage'
import { ReviewsPage } from './ReviewsPage'

const review = (more: object) => ({ focus: 'SPECIAL_DISEASE', month: '2026-02', accesses: 31, sample: [7, 9], due: '2026-03-11T00:00:00+08:00', overdue: false, open: true, signed: null, ...more })

it('signs a review off with what is questionable', async () => {
  const server = new FakeServer().answers('GET /api/office/reviews', { month: '2026-02', reviews: [review({})] }).answers('POST /api/office/reviews/SPECIAL_DISEASE/2026-02', { month: '2026-02', reviews: [] })
  const { user } = renderPage(<ReviewsPage />, { server, role: 'OFFICER' })
  expect(await screen.findByText('共 31 次访问，查看全部')).toHaveAttribute('href', '/office/entries?label=SPECIAL_DISEASE&from=2026-02-01&until=2026-02-28')
  await user.click(screen.getByRole('checkbox', { name: '第 9 条有疑问' }))
  await user.type(screen.getByLabelText('复核意见'), '其余均有诊疗关系')
  await user.click(screen.getByRole('button', { name: '签署复核' }))

  expect(server.sent('POST /api/office/reviews/SPECIAL_DISEASE/2026-02')).toEqual([{ questioned: [9], note: '其余均有诊疗关系' }])
})

it('lets an auditor read only', async () => {
  const server = new FakeServer().answers('GET /api/office/reviews', { month: '2026-02', reviews: [review({})] })
  renderPage(<ReviewsPage />, { server, role: 'AUDITOR' })

  expect(await screen.findByRole('link', { name: '7' })).toBeInTheDocument()
  expect(screen.queryByRole('button', { name: '签署复核' })).toBeNull()
})
