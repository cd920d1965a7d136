import { useEffect, useState } from 'react'
import { Link } from 'react-router'
import { useSession } from '../session/SessionContext'
import { useDates } from '../words/dates'
import { useWords } from '../words/WordsContext'

/** Stands over a record that was opened by break-glass, with the time that is left. */
export function GlassBanner({ patient }: { patient: string }) {
  const { glass } = useSession()
  const { words } = useWords()
  const dates = useDates()
  const [now, setNow] = useState(() => Date.now())
  const opened = glass[patient]

  useEffect(() => {
    if (opened === undefined) return undefined
    const timer = window.setInterval(() => setNow(Date.now()), 15_000)
    return () => window.clearInterval(timer)
  }, [opened])

  if (opened === undefined) return null
  const left = new Date(opened.until).getTime() - now
  return (
    <div className="banner" role="status">
      <div className="banner-inner">
        <strong>{words.record.breakGlassBanner}</strong>
        <span className="number">{left > 0 ? words.record.breakGlassLeft(dates.length(left)) : words.record.breakGlassOver}</span>
        <Link to="/statements" style={{ marginLeft: 'auto' }}>
          {words.record.breakGlassStatement}
        </Link>
      </div>
    </div>
  )
}
