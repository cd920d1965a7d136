import { useWords } from '../words/WordsContext'

/** Says whether new events appear by themselves at this moment. */
export function LiveSign({ live }: { live: boolean }) {
  const { words } = useWords()
  return <span className={live ? 'live' : 'live off'}>{live ? words.feed.live : words.feed.reconnecting}</span>
}
