import type { Shown } from '../record/fhir'
import { useWords } from '../words/WordsContext'

/** A value, or a chip that says it is masked; a masked value is never blank. */
export function Value({ of, fallback = '' }: { of: Shown; fallback?: string }) {
  const { words } = useWords()
  switch (of.kind) {
    case 'TEXT':
      return <>{of.text}</>
    case 'MASKED':
      return (
        <span className="chip masked" title={words.common.maskedTitle}>
          {words.common.masked}
        </span>
      )
    case 'ABSENT':
      return <>{fallback}</>
  }
}
