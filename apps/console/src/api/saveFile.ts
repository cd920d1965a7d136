import type { Download } from './Client'

/** Hands a file to the browser's own downloads. */
export function saveFile({ name, blob }: Download): void {
  const address = URL.createObjectURL(blob)
  const link = document.createElement('a')
  link.href = address
  link.download = name
  link.click()
  // The browser has taken the file over by the next turn; the address would keep it in memory.
  window.setTimeout(() => URL.revokeObjectURL(address), 60_000)
}
