/** A value of the account part or the labels in one line. */
export function plainText(value: unknown): string {
  if (value === null || value === undefined) return ''
  if (Array.isArray(value)) return value.map(plainText).join(', ')
  if (typeof value === 'object') return Object.values(value).map(plainText).filter(Boolean).join(' · ')
  return String(value)
}
