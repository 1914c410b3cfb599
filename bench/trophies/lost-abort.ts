import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { HTTPClient as MistralHttpClient, Mistral } from '@mistralai/mistralai'
import { HTTPClient, OpenRouter } from '@openrouter/sdk'
import { stalledStream } from '../../faults/index.ts'
import { answers, brownout, mistral, openrouter } from '../../src/index.ts'
import { serve } from '../../src/server/index.ts'
import type { Trophy } from './trophy.ts'

/** How long the connection of an aborted call may take to close, in ms of real time. */
const patience = 500

function collectGarbage(): void {
  setFlagsFromString('--expose-gc')
  const collect = runInNewContext('gc') as () => void
  collect()
}

type Stream = (baseUrl: string, signal: AbortSignal) => Promise<AsyncIterable<unknown>>

/** Reads one event of a stream that stalls, collects garbage, aborts, and looks whether the server sees the end of the call. */
async function afterACollection(provider: 'mistral' | 'openrouter', ask: Stream): Promise<string> {
  const chaos = brownout({
    seed: 'tuesday',
    providers: [provider === 'mistral' ? mistral() : openrouter()],
    answers: answers.from(() => 'All is well in Lyon.'),
  })
  chaos.inject(stalledStream({ afterDeltas: 2 }))
  const server = await serve(chaos)
  const over = new AbortController()
  try {
    const stream = await ask(server.baseUrls[provider]!, over.signal)
    const events = stream[Symbol.asyncIterator]()
    await events.next()
    void events.next().catch(() => undefined)
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

const streamOfMistral: Stream = (serverURL, signal) =>
  new Mistral({ apiKey: 'test', serverURL: `${new URL(serverURL).origin}/mistral`, httpClient: new MistralHttpClient() }).chat.stream(
    { model: 'mistral-large-latest', messages: [{ role: 'user', content: 'Is all well?' }] },
    { signal },
  )

const streamOfOpenRouter: Stream = async (serverURL, signal) =>
  (await new OpenRouter({ apiKey: 'test', serverURL, httpClient: new HTTPClient() }).chat.send(
    { chatRequest: { model: 'openai/gpt-4o', messages: [{ role: 'user', content: 'Is all well?' }], stream: true } },
    { signal },
  )) as unknown as AsyncIterable<unknown>

const fetchContract =
  'WHATWG Fetch: a Request follows the signal of the Request that it was made of; Node keeps that link only while the first Request is alive, and the SDK lets it go'

export const lostAborts: readonly Trophy[] = [
  {
    name: 'mistral-loses-abort',
    package: '@mistralai/mistralai',
    title: 'After a garbage collection an abort no longer reaches the stream',
    plan: 'stalled-stream:afterDeltas=2, a collection, and the app aborts',
    expected: 'the connection closes',
    source: fetchContract,
    happened: `the connection is still open ${patience} ms after the abort`,
    reproduce: () => afterACollection('mistral', streamOfMistral),
  },
  {
    name: 'openrouter-loses-abort',
    package: '@openrouter/sdk',
    title: 'After a garbage collection an abort no longer reaches the stream',
    plan: 'stalled-stream:afterDeltas=2, a collection, and the app aborts',
    expected: 'the connection closes',
    source: fetchContract,
    happened: `the connection is still open ${patience} ms after the abort`,
    reproduce: () => afterACollection('openrouter', streamOfOpenRouter),
  },
]
