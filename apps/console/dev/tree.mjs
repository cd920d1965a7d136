// A small RFC 9162 tree, so that the proofs that the mock shows can be verified.
import { createHash } from 'node:crypto'

const sha = (...parts) => parts.reduce((hash, part) => hash.update(part), createHash('sha256')).digest()
export const leaf = (bytes) => sha(Buffer.of(0), bytes)
const split = (n) => 2 ** (Math.ceil(Math.log2(n)) - 1)

export function root(leaves) {
  if (leaves.length === 1) return leaves[0]
  const k = split(leaves.length)
  return sha(Buffer.of(1), root(leaves.slice(0, k)), root(leaves.slice(k)))
}

export function path(index, leaves) {
  if (leaves.length === 1) return []
  const k = split(leaves.length)
  return index < k
    ? [...path(index, leaves.slice(0, k)), root(leaves.slice(k))]
    : [...path(index - k, leaves.slice(k)), root(leaves.slice(0, k))]
}
