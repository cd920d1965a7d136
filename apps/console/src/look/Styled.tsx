import { ConfigProvider } from 'antd'
import english from 'antd/es/locale/en_US'
import chinese from 'antd/es/locale/zh_CN'
import type { ReactNode } from 'react'
import { useWords } from '../words/WordsContext'
import { theme } from './theme'

/** Gives Ant Design our look and the reader's language. */
export function Styled({ children }: { children: ReactNode }) {
  const { language } = useWords()
  return (
    <ConfigProvider theme={theme} locale={language === 'zh' ? chinese : english} button={{ autoInsertSpace: false }}>
      {children}
    </ConfigProvider>
  )
}
