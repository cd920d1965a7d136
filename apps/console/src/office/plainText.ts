/** A value of the account part or the labels in one line, its codes as words where there are any. */
export function plainText(value: unknown, words: Record<string, string> = {}): string {
  if (value === null || value === undefined) return ''
  if (Array.isArray(value)) return value.map((each) => plainText(each, words)).join(', ')
  if (typeof value === 'object') {
    return Object.values(value)
      .map((each) => plainText(each, words))
      .filter(Boolean)
      .join(' · ')
  }
  return words[String(value)] ?? String(value)
}
