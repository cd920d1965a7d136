import { createContext, useCallback, useContext, useEffect, useMemo, useState, type ReactNode } from 'react'
import type { Language, Text, Unit } from '../api/contract'
import { en } from './en'
import { zhCN, type Words } from './zh-CN'

const WORDS: Record<Language, Words> = { zh: zhCN, en }
const TAGS: Record<Language, string> = { zh: 'zh-CN', en: 'en' }
const KEPT = 'suwen.language'

export interface Speech {
  words: Words
  language: Language
  /** The language's tag for dates and the `lang` attribute. */
  tag: string
  setLanguage: (language: Language) => void
  /** A text of the server in the reader's language. */
  say: (text: Text | Unit | null | undefined) => string
}

const Context = createContext<Speech | null>(null)

export function useWords(): Speech {
  const speech = useContext(Context)
  if (speech === null) throw new Error('useWords needs a WordsProvider above it')
  return speech
}

export function WordsProvider({ initial, children }: { initial?: Language; children: ReactNode }) {
  const [language, choose] = useState<Language>(initial ?? keptLanguage())

  useEffect(() => {
    document.documentElement.lang = TAGS[language]
    document.title = language === 'zh' ? '素问 Suwen' : 'Suwen'
  }, [language])

  const setLanguage = useCallback((next: Language) => {
    localStorage.setItem(KEPT, next)
    choose(next)
  }, [])

  const speech = useMemo<Speech>(
    () => ({
      words: WORDS[language],
      language,
      tag: TAGS[language],
      setLanguage,
      say: (text) => (typeof text === 'string' ? text : text ? text[language] || text.zh || text.en : ''),
    }),
    [language, setLanguage],
  )
  return <Context value={speech}>{children}</Context>
}

/** The language chosen before, else the browser's: Chinese for Chinese, English for the rest. */
function keptLanguage(): Language {
  const kept = localStorage.getItem(KEPT)
  if (kept === 'zh' || kept === 'en') return kept
  return navigator.language.startsWith('zh') ? 'zh' : 'en'
}
