import { expect, it } from 'vitest'
import { indexesIn } from './indexes'

it('reads single entries and ranges, each once', () => {
  expect(indexesIn('12, 15-17，12、3')).toEqual([3, 12, 15, 16, 17])
})

it('refuses what it can not read, what is empty and what is too much', () => {
  expect(['', 'x', '5-3', '1-1001', '1-600 1000-1600', '-4'].map(indexesIn)).toEqual([null, null, null, null, null, null])
})
