/** Checks an inclusion proof in the browser (RFC 9162, section 2.1.3.2). */

const NODE = 1

export interface InclusionProof {
  index: number
  leafHash: string
  size: number
  root: string
  path: string[]
}

/** True when the leaf stands at its index in a tree of that size and root; hashes are base64 or hexadecimal. */
export async function provesInclusion({ index, leafHash, size, root, path }: InclusionProof): Promise<boolean> {
  if (!Number.isSafeInteger(index) || index < 0 || index >= size) return false
  let node = index
  let last = size - 1
  let hash = bytes(leafHash)
  for (const step of path) {
    if (last === 0) return false
    const sibling = bytes(step)
    if (node % 2 === 1 || node === last) {
      hash = await parent(sibling, hash)
      while (node % 2 === 0 && node !== 0) {
        node = Math.floor(node / 2)
        last = Math.floor(last / 2)
      }
    } else {
      hash = await parent(hash, sibling)
    }
    node = Math.floor(node / 2)
    last = Math.floor(last / 2)
  }
  return last === 0 && same(hash, bytes(root))
}

/** Browsers hash only on secure connections and on this machine itself. */
export function canHash(): boolean {
  return typeof globalThis.crypto?.subtle?.digest === 'function'
}

async function parent(left: Uint8Array, right: Uint8Array): Promise<Uint8Array> {
  const joined = new Uint8Array(1 + left.length + right.length)
  joined[0] = NODE
  joined.set(left, 1)
  joined.set(right, 1 + left.length)
  return new Uint8Array(await crypto.subtle.digest('SHA-256', joined))
}

function bytes(text: string): Uint8Array {
  if (/^[0-9a-f]{64}$/i.test(text)) return Uint8Array.from(text.match(/../g) ?? [], (pair) => parseInt(pair, 16))
  return Uint8Array.from(atob(text), (character) => character.charCodeAt(0))
}

function same(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && a.every((value, place) => value === b[place])
}
