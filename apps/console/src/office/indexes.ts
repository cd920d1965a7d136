const MOST = 1000

/** The entries that a text like `12, 15-18` names, or null when it can't be read or names too many. */
export function indexesIn(text: string): number[] | null {
  const found = new Set<number>()
  for (const part of text.split(/[\s,，、]+/).filter((each) => each !== '')) {
    const range = /^(\d{1,15})(?:\s*[-–~]\s*(\d{1,15}))?$/.exec(part)
    if (range === null) return null
    const from = Number(range[1])
    const to = Number(range[2] ?? range[1])
    if (to < from || to - from >= MOST) return null
    for (let index = from; index <= to; index++) found.add(index)
  }
  return found.size === 0 || found.size > MOST ? null : [...found].sort((a, b) => a - b)
}
