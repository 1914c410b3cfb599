import { z } from 'zod'
import type { Task } from '../../../../src/property/index.ts'
import { rateLimited } from '../../../../faults/index.ts'
import type { YardstickApp } from '../../yardstick-app.ts'
import { AnswerError, pause, ProviderError, within } from '../patiently.ts'

const recipes = [
  'Leek pie with mustard',
  'Lentil soup with lemon',
  'Plum cake from a tin',
  'Pickled radishes',
  'Barley risotto',
  'Rye bread',
]
const batchSize = 3

const Vectors = z.object({ embeddings: z.object({ float: z.array(z.array(z.number()).length(1536)) }) })

interface Refusal {
  readonly status: number
  /** What the provider asks to wait, in ms. */
  readonly wait: number
}

type Attempt = { readonly vectors: readonly number[][] } | Refusal

const isRefusal = (attempt: Attempt): attempt is Refusal => 'status' in attempt
const mayPass = ({ status }: Refusal): boolean => status === 429 || status >= 500

async function embedOnce(texts: readonly string[], signal: AbortSignal | undefined): Promise<Attempt> {
  const limit = within(20_000, signal)
  const response = await fetch('https://api.cohere.com/v2/embed', {
    method: 'POST',
    headers: { authorization: 'Bearer test', 'content-type': 'application/json' },
    body: JSON.stringify({ model: 'embed-v4.0', input_type: 'search_document', embedding_types: ['float'], texts }),
    signal: limit,
  }).catch((error: unknown) => {
    signal?.throwIfAborted()
    throw new ProviderError(limit.aborted ? 'Cohere took longer than 20 s.' : 'Cohere could not be reached.', { cause: error })
  })
  if (!response.ok) {
    await response.body?.cancel()
    return { status: response.status, wait: Number(response.headers.get('retry-after') ?? 0) * 1000 }
  }
  const read = Vectors.safeParse(await response.json().catch(() => undefined))
  if (!read.success || read.data.embeddings.float.length !== texts.length)
    throw new AnswerError('Cohere sent other vectors than asked for.')
  if (read.data.embeddings.float.some((vector) => vector.every((number) => number === 0)))
    throw new AnswerError('Cohere sent an empty vector.')
  return { vectors: read.data.embeddings.float }
}

async function embed(texts: readonly string[], signal: AbortSignal | undefined): Promise<readonly number[][]> {
  for (let tried = 1; ; tried += 1) {
    const attempt = await embedOnce(texts, signal)
    if (!isRefusal(attempt)) return attempt.vectors
    if (!mayPass(attempt) || tried === 4 || attempt.wait > 45_000) throw new ProviderError(`Cohere answered ${attempt.status}.`)
    await pause(attempt.wait === 0 ? 1000 * 2 ** tried : attempt.wait, signal)
  }
}

function make(): Task {
  return async ({ signal }) => {
    const index = new Map<string, readonly number[]>()
    for (let at = 0; at < recipes.length; at += batchSize) {
      const batch = recipes.slice(at, at + batchSize)
      const vectors = await embed(batch, signal)
      for (const [offset, recipe] of batch.entries()) index.set(recipe, vectors[offset] ?? [])
    }
    return `${index.size} recipes are in the index.`
  }
}

export const recipeIndex: YardstickApp = {
  name: 'recipe-index',
  story:
    'Recipes are embedded by Cohere in batches, over fetch, with retries of its own that wait as long as Retry-After asks for. The bug: a Retry-After that is a date becomes NaN, and a timer of NaN fires at once. All four attempts of a rate-limited batch go out within milliseconds, and the import fails instead of waiting.',
  sources: ['openai/openai-node src/client.ts (retryRequest)', 'https://developer.mozilla.org/docs/Web/HTTP/Reference/Headers/Retry-After'],
  faultsNeeded: 1,
  kind: 'transient',
  make,
  scripts: [
    {
      steps: [{ inject: [rateLimited({ form: 'date', retryAfter: '20s' }).first(1)] }],
      wrong: ([[run] = [undefined]]) => {
        const [first, second] = run?.journal.calls ?? []
        if (first?.problem === undefined || second === undefined) return undefined
        return second.startedAt - first.startedAt < 15_000 ? 'The retry does not wait for the date that was asked for.' : undefined
      },
    },
  ],
}
