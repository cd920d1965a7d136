import { Skeleton } from 'antd'
import { useWords } from '../words/WordsContext'

export function Loading({ rows = 4, bare = false }: { rows?: number; bare?: boolean }) {
  const { words } = useWords()
  return (
    <div role="status" className={bare ? undefined : 'sheet'}>
      <span className="visually-hidden">{words.common.loading}</span>
      <Skeleton active title={false} paragraph={{ rows }} />
    </div>
  )
}
