import { Link } from 'react-router'
import { useWords } from '../words/WordsContext'

export function NotFound() {
  const { words } = useWords()
  return (
    <div className="page narrow stack">
      <h1>{words.common.notFound}</h1>
      <Link to="/">{words.common.home}</Link>
    </div>
  )
}
