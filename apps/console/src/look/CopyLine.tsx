import { Button } from 'antd'
import { useState } from 'react'
import { useWords } from '../words/WordsContext'

/** A long value that people carry elsewhere: shown whole, copied with one press. */
export function CopyLine({ value, label }: { value: string; label: string }) {
  const { words } = useWords()
  const [copied, setCopied] = useState(false)
  const copy = () => {
    void navigator.clipboard.writeText(value).then(() => setCopied(true))
  }
  return (
    <span className="copy">
      <span className="hash">{value}</span>
      <Button size="small" onClick={copy} aria-label={`${words.common.copy} ${label}`}>
        {copied ? words.common.copied : words.common.copy}
      </Button>
    </span>
  )
}
