// A stand-in for the server while looking at screens; see start.mjs.
import { createServer } from 'node:http'
import { ACCOUNTS, consents, DAY, devices, entries, EVENTS, EXPLANATION, feed, patient, record, REFUSAL, WORKLIST, P2 } from './data.mjs'
import { leaf, path, root } from './tree.mjs'

const leaves = entries.map((_, index) => leaf(Buffer.from(`entry ${index}`)))
const sessions = new Map()
const statements = [{ id: 's0', patient: WORKLIST[3].id, patientName: '李秀英', openedAt: new Date(Date.now() - 3 * DAY * 60000).toISOString(), dueAt: new Date(Date.now() - 2 * DAY * 60000).toISOString(), filedAt: new Date(Date.now() - 2.4 * DAY * 60000).toISOString() }]
// Faults to look at: SUWEN_MOCK_FAULT=unrecorded | broken | empty
const fault = process.env.SUWEN_MOCK_FAULT ?? ''

const later = (minutes) => new Date(Date.now() + minutes * 60000).toISOString()
const sessionOf = (account) => ({ user: { id: account.username, name: account.name, role: account.role, title: account.title ?? null, department: account.department ?? null, group: account.group ?? null }, patients: account.patients ?? [], csrf: 'csrf', idleSeconds: 600, demo: true })
const refusal = { resourceType: 'OperationOutcome', issue: [{ code: 'suppressed', details: { coding: [{ code: 'TITLE_CAP' }], text: REFUSAL.reason.zh }, extension: [{ url: 'https://suwen.org/fhir/reason-en', valueString: REFUSAL.reason.en }] }] }

export function startMock(port) {
  const server = createServer((request, response) => {
    let text = ''
    request.on('data', (part) => (text += part))
    request.on('end', () => {
      const url = new URL(request.url, 'http://localhost')
      const key = /SUWEN_SESSION=([^;]+)/.exec(request.headers.cookie ?? '')?.[1]
      const send = (status, value, headers = {}) => {
        response.writeHead(status, { 'Content-Type': 'application/json', ...headers })
        response.end(JSON.stringify(value))
      }
      answer({ method: request.method, url, body: text === '' ? {} : JSON.parse(text), account: sessions.get(key), send, response })
    })
  })
  return new Promise((done) => server.listen(port, '127.0.0.1', done))
}

function answer(call) {
  const { method, url, send } = call
  const at = `${method} ${url.pathname}`
  if (at === 'GET /api/demo/accounts') return send(200, { accounts: ACCOUNTS.map((each) => ({ ...each, password: 'Suwen-Demo-1', secret: 'JBSWY3DP', code: '123456' })) })
  if (at === 'POST /api/session') {
    const known = ACCOUNTS.some((each) => each.username === call.body.username && call.body.password === 'Suwen-Demo-1')
    return known ? send(200, { next: 'CODE', challenge: call.body.username }) : send(401, { error: 'ACCOUNT', zh: '用户名或密码不对。', en: 'User name or password is wrong.' })
  }
  if (at === 'POST /api/session/code') {
    if (call.body.code !== '123456') return send(401, { error: 'AUTH_STRENGTH', zh: '动态码不对，或者已经用过。', en: 'The code is wrong or was used before.' })
    const account = ACCOUNTS.find((each) => each.username === call.body.challenge)
    sessions.set(account.username, account)
    return send(200, sessionOf(account), { 'Set-Cookie': `SUWEN_SESSION=${account.username}; HttpOnly; SameSite=Strict; Path=/` })
  }
  if (!call.account) return send(401, { error: 'ACCOUNT', zh: '请登录。', en: 'Please sign in.' })
  if (at === 'GET /api/session' || at === 'POST /api/session/unlock') return send(200, sessionOf(call.account))
  if (at === 'DELETE /api/session') return send(200, null, { 'Set-Cookie': 'SUWEN_SESSION=; Max-Age=0; Path=/' })
  if (fault === 'unrecorded') return send(503, { error: 'LEDGER', zh: '账本不可用', en: 'the ledger is unavailable' })
  return care(at, call) ?? portal(at, call) ?? office(at, call) ?? send(404, { error: 'ABSENT', zh: '没有', en: 'absent' })
}

function care(at, { url, body, send }) {
  if (at === 'GET /api/worklist') return send(200, { patients: fault === 'empty' ? [] : WORKLIST }) ?? true
  if (url.pathname.endsWith('$everything')) {
    const all = record(url.pathname.split('/')[3])
    const second = url.searchParams.has('page')
    const part = second ? all.slice(20) : all.slice(0, 20)
    const link = second ? [] : [{ relation: 'next', url: `http://elsewhere${url.pathname}?page=2` }]
    return send(200, { resourceType: 'Bundle', link, entry: part }, { 'Suwen-Decision': 'd-permit' }) ?? true
  }
  if (url.pathname.startsWith('/fhir/Patient/')) return send(200, patient(url.pathname.split('/')[3], url.pathname.endsWith(P2) ? '周小满' : '周小川')) ?? true
  if (url.pathname === '/fhir/Condition/c2') return send(403, refusal, { 'Suwen-Decision': 'd-deny' }) ?? true
  if (url.pathname.startsWith('/fhir/')) {
    const found = record('x').find((each) => each.resource.id === url.pathname.split('/')[3])
    return send(found ? 200 : 404, found?.resource ?? {}, { 'Suwen-Decision': 'd-permit' }) ?? true
  }
  if (url.pathname.startsWith('/api/decisions/')) return send(200, url.pathname.endsWith('deny') ? REFUSAL : EXPLANATION) ?? true
  if (at === 'POST /api/patients/find') return send(200, { patients: body.value.endsWith('0') ? [] : [{ id: WORKLIST[4].id, maskedName: '王*', gender: 'male', age: 54 }] }) ?? true
  if (at === 'POST /api/break-glass') {
    statements.push({ id: `s${statements.length}`, patient: body.patient, patientName: '王*', openedAt: later(0), dueAt: later(DAY), filedAt: null })
    return send(200, { until: later(120), statementDue: later(DAY), statement: `s${statements.length - 1}` }) ?? true
  }
  if (at === 'GET /api/statements') return send(200, { statements }) ?? true
  if (at.startsWith('POST /api/statements/')) {
    statements.find((each) => each.id === url.pathname.split('/')[3]).filedAt = later(0)
    return send(200, {}) ?? true
  }
  return undefined
}

function portal(at, { method, url, body, send, response }) {
  const [, , , , part, device] = url.pathname.split('/')
  if (!url.pathname.startsWith('/api/patients/')) return undefined
  if (part === 'consents' && method === 'GET') return send(200, consents) ?? true
  if (part === 'consents') {
    const [change] = body.changes
    if (change.code === 'COMMERCIAL') return send(409, consents) ?? true
    const list = { OPTION: consents.options, RECIPIENT: consents.recipients, ASSISTANT: consents.assistants }[change.kind]
    const item = list.find((each) => (each.code ?? each.id) === change.code)
    Object.assign(item, { choice: change.choice, since: later(0) })
    consents.version += 1
    return send(200, consents) ?? true
  }
  if (part === 'devices' && method === 'GET') return send(200, { devices }) ?? true
  if (part === 'devices') {
    const found = devices.find((each) => each.id === device)
    found.activated = body.activated
    for (const sensor of found.sensors) sensor.on = body.sensors[sensor.code] ?? sensor.on
    return send(200, {}) ?? true
  }
  if (url.pathname.endsWith('/feed/stream')) {
    response.writeHead(200, { 'Content-Type': 'text/event-stream', 'Cache-Control': 'no-store' })
    response.write(': open\n\n')
    setTimeout(() => {
      const [name, role, department, operation, what, purpose, outcome, ground, reason] = EVENTS[0]
      const event = { entry: 1901, at: later(0), who: { name, role, department, institution: null }, acting: null, operation, what, purpose, outcome, ground, reason, breakGlass: false }
      response.write(`data: ${JSON.stringify(event)}\n\n`)
    }, 3000)
    return true
  }
  const before = Number(url.searchParams.get('before') ?? Infinity)
  const page = fault === 'empty' ? [] : feed.filter((each) => each.entry < before).slice(0, Number(url.searchParams.get('limit')))
  return send(200, { events: page, complete: true }) ?? true
}

function office(at, { url, send, response }) {
  if (at === 'GET /api/office/overview') return send(200, { reads: 4821, denials: 37, breakGlass: 2, openStatements: 1, consentChanges: 14 }) ?? true
  const top = root(leaves).toString('base64')
  const key = 'suwen.demo/ledger+7f3a91c2+AaO2jv0m1kQ5c0vY0b1Qm0m3j2n1l4k5h6g7f8d9s0a1'
  if (at === 'GET /api/office/ledger') return send(200, { origin: 'suwen.demo/ledger', size: leaves.length, root: top, checkpoint: `suwen.demo/ledger\n${leaves.length}\n${top}\n\n— suwen.demo/ledger fzqRwu2yQ8nS3mWcYH0H7b7cQKz2rG0p9m1V4t6u8w0y2A4C6E8G0I2K4M6O8Q0S2U4W6Y8a0c2e4g6i8k0m2o4=\n`, key, signedAt: later(-1) }) ?? true
  if (at === 'GET /api/office/entries') {
    const query = url.searchParams
    const before = Number(query.get('before') ?? Infinity)
    const list = entries.filter((each) => each.index < before && (!query.get('type') || each.type === query.get('type')) && (!query.get('outcome') || each.outcome === query.get('outcome')))
    return send(200, { entries: fault === 'empty' ? [] : list.slice(0, Number(query.get('limit'))) }) ?? true
  }
  if (url.pathname.startsWith('/api/office/entries/')) {
    const index = Number(url.pathname.split('/')[4])
    const entry = entries.find((each) => each.index === index)
    const inclusion = { size: leaves.length, root: top, path: path(index, leaves).map((each) => each.toString('base64')) }
    const account = { address: '10.8.3.21', request: '0d1c6a51-6c0e-4d0e-8f6d-7f6a0b3c9e11', patient: WORKLIST[0].id, factors: ['PASSWORD', 'CODE'], resources: ['DiagnosticReport/r1', 'Observation ×12'] }
    const labels = { category: 'MEDICAL_APPLICATION', grade: 4, level: 'AUTHORISED', granularity: 'SUMMARY', specialDiseases: ['MALIGNANT_TUMOUR'], flags: ['PERSONAL_INFORMATION', 'SENSITIVE'] }
    const wrong = fault === 'broken' ? leaf(Buffer.from('altered')) : leaves[index]
    return send(200, { ...entry, account, explanation: entry.outcome === 'DENY' ? REFUSAL : EXPLANATION, labels, leafHash: wrong.toString('base64'), inclusion }) ?? true
  }
  if (at === 'POST /api/office/verify') {
    response.writeHead(200, { 'Content-Type': 'text/event-stream' })
    let checked = 0
    const timer = setInterval(() => {
      checked = Math.min(checked + 30, leaves.length)
      const broken = fault === 'broken' && checked > 100
      const state = broken ? 'BROKEN' : checked === leaves.length ? 'OK' : 'RUNNING'
      const message = broken ? { zh: '这一条的内容与它的哈希不符：写入之后被改动过。', en: 'the entry does not match its hash: it was changed after it was written.' } : null
      response.write(`data: ${JSON.stringify({ checked, size: leaves.length, state, position: broken ? 117 : null, message })}\n\n`)
      if (state !== 'RUNNING') {
        clearInterval(timer)
        response.end()
      }
    }, 250)
    return true
  }
  return undefined
}
