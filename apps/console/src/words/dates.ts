import { useMemo } from 'react'
import type { Language } from '../api/contract'
import { useWords } from './WordsContext'

const ZONE = 'Asia/Shanghai'

export interface Dates {
  /** Day and minute, in Shanghai time; today and this year are left out where they go without saying. */
  time: (iso: string) => string
  /** Day, hour, minute and second, nothing left out. */
  exact: (iso: string) => string
  day: (iso: string) => string
  /** A length of time in its two largest units. */
  length: (milliseconds: number) => string
  number: (value: number) => string
}

export function useDates(): Dates {
  const { language, tag } = useWords()
  return useMemo(() => datesIn(language, tag), [language, tag])
}

export function datesIn(language: Language, tag: string): Dates {
  const locale = language === 'en' ? 'en-GB' : tag
  const format = (options: Intl.DateTimeFormatOptions) => new Intl.DateTimeFormat(locale, { timeZone: ZONE, ...options })
  const clock = format({ hour: '2-digit', minute: '2-digit', hour12: false })
  const minute = format({ month: 'short', day: 'numeric', hour: '2-digit', minute: '2-digit', hour12: false })
  const full = format({ year: 'numeric', month: 'short', day: 'numeric', hour: '2-digit', minute: '2-digit', hour12: false })
  const second = format({ dateStyle: 'medium', timeStyle: 'medium', hour12: false })
  const day = format({ year: 'numeric', month: 'short', day: 'numeric' })
  const year = format({ year: 'numeric' })
  const month = format({ year: 'numeric', month: 'short' })
  const today = language === 'zh' ? '今天' : 'Today'

  return {
    time: (iso) =>
      withDate(iso, (date) => {
        const now = new Date()
        if (day.format(date) === day.format(now)) return `${today} ${clock.format(date)}`
        return (year.format(date) === year.format(now) ? minute : full).format(date)
      }),
    exact: (iso) => withDate(iso, (date) => second.format(date)),
    day: (iso) => {
      if (/^\d{4}$/.test(iso)) return iso
      return withDate(iso, (date) => (/^\d{4}-\d{2}$/.test(iso) ? month : day).format(date))
    },
    length: (milliseconds) => lengthIn(language, milliseconds),
    number: (value) => new Intl.NumberFormat(locale).format(value),
  }
}

function withDate(iso: string, write: (date: Date) => string): string {
  const date = new Date(iso)
  return Number.isNaN(date.getTime()) ? iso : write(date)
}

function lengthIn(language: Language, milliseconds: number): string {
  const minutes = Math.floor(Math.abs(milliseconds) / 60_000)
  const parts: [number, string, string][] = [
    [Math.floor(minutes / 1440), '天', 'd'],
    [Math.floor(minutes / 60) % 24, '小时', 'h'],
    [minutes % 60, '分钟', 'min'],
  ]
  const first = parts.findIndex(([amount]) => amount > 0)
  if (first === -1) return language === 'zh' ? '不到 1 分钟' : 'less than 1 min'
  return parts
    .slice(first, first + 2)
    .filter(([amount]) => amount > 0)
    .map(([amount, zh, en]) => `${amount} ${language === 'zh' ? zh : en}`)
    .join(' ')
}
