import { Button } from 'antd'
import { useWords } from '../words/WordsContext'

export function LanguageSwitch() {
  const { words, language, setLanguage } = useWords()
  return (
    <Button
      type="text"
      size="small"
      aria-label={words.common.otherLanguageLabel}
      onClick={() => setLanguage(language === 'zh' ? 'en' : 'zh')}
    >
      <span lang={language === 'zh' ? 'en' : 'zh-CN'}>{words.common.otherLanguage}</span>
    </Button>
  )
}
