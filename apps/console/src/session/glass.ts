import type { BreakGlass } from '../api/contract'

const KEPT = 'suwen.break-glass'

/** Break-glass accesses of this browser tab, so that a reload keeps the banner; ids and times only. */
export function keptGlass(): Record<string, BreakGlass> {
  const kept = sessionStorage.getItem(KEPT)
  return kept === null ? {} : (JSON.parse(kept) as Record<string, BreakGlass>)
}

export function keepGlass(glass: Record<string, BreakGlass>): void {
  sessionStorage.setItem(KEPT, JSON.stringify(glass))
}

export function forgetGlass(): void {
  sessionStorage.removeItem(KEPT)
}
