import type { Fetch } from '../api/Client'

export interface Received {
  method: string
  path: string
  body: unknown
  headers: Record<string, string>
}

type Reply = unknown | ((received: Received) => unknown)

/** A server by hand: answers from a table and keeps what it was asked. */
export class FakeServer {
  readonly received: Received[] = []
  private readonly replies = new Map<string, Reply>()

  /** Sets the answer of one method and path; a query counts only when it is named. */
  answers(at: string, reply: Reply): this {
    this.replies.set(at, reply)
    return this
  }

  readonly fetch: Fetch = async (path, init) => {
    const method = init.method ?? 'GET'
    const body: unknown = typeof init.body === 'string' ? JSON.parse(init.body) : null
    const received = { method, path, body, headers: init.headers as Record<string, string> }
    this.received.push(received)
    const key = `${method} ${path}`
    const reply = this.replies.has(key) ? this.replies.get(key) : this.replies.get(key.split('?')[0] ?? '')
    const value: unknown = typeof reply === 'function' ? (reply as (asked: Received) => unknown)(received) : reply
    if (value instanceof Response) return value
    return value === undefined ? json({ error: 'ABSENT', zh: '没有', en: 'absent' }, 404) : json(value)
  }

  /** What was sent to one method and path, oldest first. */
  sent(at: string): unknown[] {
    return this.received.filter((each) => `${each.method} ${each.path}` === at).map((each) => each.body)
  }
}

export function json(value: unknown, status = 200, headers: Record<string, string> = {}): Response {
  return new Response(JSON.stringify(value), { status, headers: { 'Content-Type': 'application/json', ...headers } })
}

/** A server-sent event stream that carries these events and then ends, or stays open. */
export function eventStream(events: unknown[], open = false): Response {
  const encoder = new TextEncoder()
  const body = new ReadableStream<Uint8Array>({
    start(controller) {
      for (const event of events) controller.enqueue(encoder.encode(`data: ${JSON.stringify(event)}\n\n`))
      if (!open) controller.close()
    },
  })
  return new Response(body, { status: 200, headers: { 'Content-Type': 'text/event-stream' } })
}
