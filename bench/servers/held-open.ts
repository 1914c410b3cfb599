import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { stalledStream } from '../../faults/index.ts'
import { heapHeld } from '../heap.ts'
import { shortStream, textOf } from '../load.ts'
import { sampleOf } from '../sample.ts'
import { brownout, openai, serve } from '../subject.ts'

// A server whose streams stay open after some deltas, in a process of its own. It measures its memory at each message that it gets.

/** How many deltas of a stream arrive. */
const afterDeltas = 25

async function startBrownout(): Promise<string> {
  const text = textOf(shortStream)
  const chaos = brownout({ providers: [openai()], answers: () => ({ parts: [{ type: 'text', text }] }) })
  chaos.inject(stalledStream({ afterDeltas, duration: '1h' }))
  return (await serve(chaos)).baseUrls['openai']!
}

async function startBare(): Promise<string> {
  const { headers, pieces } = await sampleOf(shortStream)
  // The first event has only the role.
  const sent = pieces.slice(0, afterDeltas + 1)
  const server = createServer((request, response) => {
    let text = ''
    request.setEncoding('utf8')
    request.on('data', (piece: string) => (text += piece))
    request.on('end', () => {
      JSON.parse(text)
      response.writeHead(200, headers)
      for (const piece of sent) response.write(piece)
    })
  })
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve))
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`
}

const baseURL = process.argv[2] === 'brownout' ? await startBrownout() : await startBare()
process.on('message', () => void heapHeld().then((heap) => process.send!({ heap, rss: process.memoryUsage().rss })))
process.send!({ baseURL })
