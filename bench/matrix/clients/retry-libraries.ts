import { ConsecutiveBreaker, ExponentialBackoff, circuitBreaker, handleAll, retry, wrap } from 'cockatiel'
import OpenAI from 'openai'
import pRetry from 'p-retry'
import { openai } from '../../../src/index.ts'
import type { Ask, Client } from '../client.ts'
import { inJson, prose, readChunks, showCompletion, withTool } from './openai-chat.ts'

/** The SDK retries, too: that is its default, and the readmes of the libraries change nothing about it. */
function client(): OpenAI {
  return new OpenAI({ apiKey: 'test', logLevel: 'off' })
}

/** As in its readme: five retries. */
const byPRetry =
  (request: typeof prose): Ask =>
  async (shown, signal) =>
    showCompletion(shown, await pRetry(() => client().chat.completions.create(request, { signal }), { retries: 5, signal }))

const streamedByPRetry: Ask = (shown, signal) =>
  pRetry(async () => readChunks(await client().chat.completions.create({ ...prose, stream: true }, { signal }), shown), {
    retries: 5,
    signal,
  })

/** As in its readme: three attempts through a circuit breaker. */
function policy() {
  const retryPolicy = retry(handleAll, { maxAttempts: 3, backoff: new ExponentialBackoff() })
  const breaker = circuitBreaker(handleAll, { halfOpenAfter: 10 * 1_000, breaker: new ConsecutiveBreaker(5) })
  return wrap(retryPolicy, breaker)
}

const byCockatiel =
  (request: typeof prose): Ask =>
  async (shown, signal) =>
    showCompletion(shown, await policy().execute(() => client().chat.completions.create(request, { signal }), signal))

const streamedByCockatiel: Ask = (shown, signal) =>
  policy().execute(async () => readChunks(await client().chat.completions.create({ ...prose, stream: true }, { signal }), shown), signal)

export const clients: readonly Client[] = [
  {
    name: 'p-retry around openai chat',
    packages: ['p-retry', 'openai'],
    providers: [openai],
    asks: { complete: byPRetry(prose), streamed: streamedByPRetry, tools: byPRetry(withTool), structured: byPRetry(inJson) },
  },
  {
    name: 'cockatiel around openai chat',
    packages: ['cockatiel', 'openai'],
    providers: [openai],
    asks: { complete: byCockatiel(prose), streamed: streamedByCockatiel, tools: byCockatiel(withTool), structured: byCockatiel(inJson) },
  },
]
