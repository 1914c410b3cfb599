import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { stalledStream } from '../../faults/index.ts'
import { answers, brownout, openai } from '../../src/index.ts'
import { serve } from '../../src/server/index.ts'
import type { Trophy } from './trophy.ts'

/** The time in which the connection of an aborted call must close, in ms of real time. */
const patience = 500

function collectGarbage(): void {
  setFlagsFromString('--expose-gc')
  const collect = runInNewContext('gc') as () => void
  collect()
}

/** Sends a Request that nothing else holds. */
async function send(baseUrl: string, signal: AbortSignal): Promise<Response> {
  const body = JSON.stringify({ model: 'gpt-4o', messages: [{ role: 'user', content: 'Is all well?' }], stream: true })
  const headers = { 'content-type': 'application/json', authorization: 'Bearer test' }
  return fetch(new Request(`${baseUrl}/chat/completions`, { method: 'POST', headers, body, signal }))
}

/** Reads the start of a stream that stalls, collects garbage, aborts, and looks whether the server sees the end of the call. */
async function afterACollection(): Promise<string> {
  const chaos = brownout({ seed: 'tuesday', providers: [openai()], answers: answers.from(() => 'All is well in Lyon.') })
  chaos.inject(stalledStream({ afterDeltas: 2 }))
  const server = await serve(chaos)
  const over = new AbortController()
  try {
    const reader = (await send(server.baseUrls['openai']!, over.signal)).body!.getReader()
    await reader.read()
    void reader.read().catch(() => undefined)
    for (let round = 0; round < 5; round++) {
      await new Promise((resolve) => setTimeout(resolve, 20))
      collectGarbage()
    }
    over.abort()
    await new Promise((resolve) => setTimeout(resolve, patience))
    const isAborted = chaos.journal.calls[0]?.ending === 'aborted'
    return isAborted ? 'the connection closes' : `the connection is still open ${patience} ms after the abort`
  } finally {
    await server.close()
  }
}

export const lostAborts: readonly Trophy[] = [
  {
    name: 'node-loses-abort',
    package: 'node',
    title: 'After a garbage collection an abort no longer reaches the fetch of a Request that nothing else holds',
    plan: 'stalled-stream:afterDeltas=2, a collection, and the app aborts',
    expected: 'the connection closes',
    source:
      'WHATWG DOM, AbortSignal, Garbage collection: "A non-aborted dependent AbortSignal object must not be garbage collected while its source signals is non-empty and it has registered event listeners for its abort event or its abort algorithms is non-empty." (https://dom.spec.whatwg.org/#abort-signal-garbage-collection). @mistralai/mistralai 2.7.0 and @openrouter/sdk 1.3.19 send such requests (lib/sdks.js), and lose aborts in the same way; fetch(url, { signal }) does not',
    happened: `the connection is still open ${patience} ms after the abort`,
    report: 'nodejs/undici#4068 (2025-02-27), nodejs/node#55428 (2024-09-25)',
    reproduce: afterACollection,
  },
]
