import { expect, it } from 'vitest'
import { readEvents } from './events'

async function read(...chunks: string[]) {
  const encoder = new TextEncoder()
  const body = new ReadableStream<Uint8Array>({
    start(controller) {
      for (const chunk of chunks) controller.enqueue(encoder.encode(chunk))
      controller.close()
    },
  })
  const seen: string[] = []
  await readEvents(body, (data) => seen.push(data))
  return seen
}

it('reads events that are cut anywhere', async () => {
  expect(await read('da', 'ta: {"a":', '1}\n', '\ndata: 2\n\n')).toEqual(['{"a":1}', '2'])
})

it('joins lines, and leaves out comments, names and unfinished events', async () => {
  expect(await read(': hello\n\nevent: x\nid: 4\ndata: one\ndata:two\n\ndata: cut off')).toEqual(['one\ntwo'])
})

it('reads lines that end in carriage return and line feed', async () => {
  expect(await read('data: 1\r\n\r\ndata: 2\r\n\r\n')).toEqual(['1', '2'])
})
