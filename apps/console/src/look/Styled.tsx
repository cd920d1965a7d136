import { LoadingOutlined } from '@ant-design/icons'
import { ConfigProvider } from 'antd'
import english from 'antd/es/locale/en_US'
import chinese from 'antd/es/locale/zh_CN'
import { useState, type ReactNode } from 'react'
import { useWords } from '../words/WordsContext'
import { theme } from './theme'

/** Shown at once and taken away at once, and no part of a button's name: an animated one stays for good when its end is missed. */
const BUSY = <LoadingOutlined aria-hidden aria-label={undefined} role="presentation" />

/** Whoever asks for less motion gets none; style.css stops it too, and what waits for a motion's end would wait for ever. */
const still = () => window.matchMedia('(prefers-reduced-motion: reduce)').matches

/** Gives Ant Design our look and the reader's language. */
export function Styled({ children }: { children: ReactNode }) {
  const { language } = useWords()
  const [look] = useState(() => ({ ...theme, token: { ...theme.token, motion: !still() } }))
  return (
    <ConfigProvider theme={look} locale={language === 'zh' ? chinese : english} button={{ autoInsertSpace: false, loadingIcon: BUSY }}>
      {children}
    </ConfigProvider>
  )
}
