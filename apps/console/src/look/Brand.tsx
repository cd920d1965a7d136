import { useWords } from '../words/WordsContext'

/** The product's mark and name. */
export function Brand() {
  const { words } = useWords()
  return (
    <span className="brand">
      <svg width="28" height="28" viewBox="0 0 32 32" aria-hidden="true">
        <rect width="32" height="32" rx="8" fill="#1b6862" />
        <path d="M9 11.5h14M9 16h14M9 20.5h8" stroke="#fff" strokeWidth="2.4" strokeLinecap="round" />
      </svg>
      {words.brand.name}
    </span>
  )
}
