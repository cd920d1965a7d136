import { createHash } from 'node:crypto'
import { expect, it } from 'vitest'
import { provesInclusion } from './inclusion'

// RFC 9162 section 2.1.1 as it is written, recursive and naive: the reference for the check in the browser.
const sha = (...parts: Uint8Array[]) => parts.reduce((hash, part) => hash.update(part), createHash('sha256')).digest()
const split = (n: number) => 2 ** (Math.ceil(Math.log2(n)) - 1)
const leaves = (n: number) => Array.from({ length: n }, (_, place) => sha(Buffer.of(0), Buffer.from(`leaf ${place}`)))

function root(all: Buffer[]): Buffer {
  const [only] = all
  if (all.length === 1 && only !== undefined) return only
  return sha(Buffer.of(1), root(all.slice(0, split(all.length))), root(all.slice(split(all.length))))
}

function path(index: number, all: Buffer[]): Buffer[] {
  if (all.length === 1) return []
  const k = split(all.length)
  return index < k ? [...path(index, all.slice(0, k)), root(all.slice(k))] : [...path(index - k, all.slice(k)), root(all.slice(0, k))]
}

function proof(index: number, size: number, encoding: 'base64' | 'hex' = 'base64') {
  const all = leaves(size)
  return { index, size, leafHash: (all[index] ?? Buffer.of()).toString(encoding), root: root(all).toString(encoding), path: path(index, all).map((each) => each.toString(encoding)) }
}

it('accepts every leaf of every tree up to 20 entries', async () => {
  for (let size = 1; size <= 20; size += 1) {
    for (let index = 0; index < size; index += 1) expect(await provesInclusion(proof(index, size))).toBe(true)
  }
})

it('reads hexadecimal hashes too', async () => {
  expect(await provesInclusion(proof(3, 7, 'hex'))).toBe(true)
})

it('refuses another leaf, index, size, root, a shorter, longer or reordered path', async () => {
  const good = proof(5, 13)
  const [first = '', second = '', ...rest] = good.path
  const wrong = [
    { ...good, leafHash: proof(6, 13).leafHash },
    { ...good, index: 4 },
    { ...good, index: 13 },
    { ...good, index: -1 },
    { ...good, size: 29 },
    { ...good, root: proof(5, 12).root },
    { ...good, path: good.path.slice(1) },
    { ...good, path: [...good.path, first] },
    { ...good, path: [second, first, ...rest] },
  ]
  for (const each of wrong) expect(await provesInclusion(each)).toBe(false)
})
