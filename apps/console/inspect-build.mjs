// Fails the build when it could not run offline under `script-src 'self'`, or has grown past its budget.
import { readFileSync, readdirSync } from 'node:fs'
import { gzipSync } from 'node:zlib'

const FIRST_LOAD_KIB = 330
const TOTAL_KIB = 650
const folder = new URL('./dist/', import.meta.url)
const faults = []

const page = readFileSync(new URL('index.html', folder), 'utf8')
for (const script of page.matchAll(/<script\b([^>]*)>([\s\S]*?)<\/script>/g)) {
  if (!/\bsrc="\//.test(script[1]) || script[2].trim() !== '') faults.push('index.html has an inline or foreign script')
}
if (/\b(?:src|href)="(?:https?:)?\/\//.test(page)) faults.push('index.html names another host')

let total = 0
let first = 0
for (const name of readdirSync(new URL('assets/', folder))) {
  const bytes = readFileSync(new URL(`assets/${name}`, folder))
  const size = gzipSync(bytes).length / 1024
  total += size
  if (page.includes(name)) first += size
  if (name.endsWith('.css') && /url\(\s*["']?(?:https?:)?\/\//.test(bytes.toString())) faults.push(`${name} loads from another host`)
}
if (first > FIRST_LOAD_KIB) faults.push(`first load is ${first.toFixed(0)} KiB, budget ${FIRST_LOAD_KIB}`)
if (total > TOTAL_KIB) faults.push(`all assets are ${total.toFixed(0)} KiB, budget ${TOTAL_KIB}`)

console.log(`gzip: first load ${first.toFixed(0)} KiB, all ${total.toFixed(0)} KiB`)
for (const fault of faults) console.error(`inspect-build: ${fault}`)
process.exit(faults.length === 0 ? 0 : 1)
