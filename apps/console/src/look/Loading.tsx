import { Skeleton } from 'antd'
import { useWords } from '../words/WordsContext'

export function Loading({ rows = 4 }: { rows?: number }) {
  const { words } = useWords()
  return (
    <div role="status" className="sheet">
      <span className="visually-hidden">{words.common.loading}</span>
      <Skeleton active title={false} paragraph={{ rows }} />
    </div>
  )
}
