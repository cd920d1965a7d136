import { expect, it } from 'vitest'
import { datesIn } from './dates'
import { en } from './en'
import { zhCN } from './zh-CN'

function shape(value: unknown, path: string): string[] {
  if (typeof value === 'function') return [`${path}(${value.length})`]
  if (typeof value !== 'object' || value === null) return [path]
  return Object.entries(value).flatMap(([key, each]) => shape(each, `${path}.${key}`))
}

it('says the same things in both languages', () => {
  expect(shape(en, '').sort()).toEqual(shape(zhCN, '').sort())
})

it('leaves no text empty', () => {
  const empty = (value: unknown): boolean => value === '' || (typeof value === 'object' && value !== null && Object.values(value).some(empty))

  expect([empty(zhCN), empty(en)]).toEqual([false, false])
})

it('tells times in Shanghai whatever the machine says', () => {
  expect(datesIn('en', 'en').exact('2026-03-01T16:30:05Z')).toContain('2 Mar 2026')
  expect(datesIn('zh', 'zh-CN').exact('2026-03-01T16:30:05Z')).toContain('00:30:05')
})

it('keeps a day that has no month as it is', () => {
  expect(datesIn('zh', 'zh-CN').day('1961')).toBe('1961')
})

it('tells a length of time in its two largest units', () => {
  expect(datesIn('en', 'en').length((25 * 60 + 3) * 60_000)).toBe('1 d 1 h')
  expect(datesIn('zh', 'zh-CN').length(90 * 60_000)).toBe('1 小时 30 分钟')
  expect(datesIn('zh', 'zh-CN').length(5000)).toBe('不到 1 分钟')
})
