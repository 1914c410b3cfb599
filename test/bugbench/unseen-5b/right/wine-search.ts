import { CohereClientV2 } from 'cohere-ai'
import { z } from 'zod'
import type { Task } from '../../../../src/property/index.ts'
import {
  authenticationFailed,
  connectionReset,
  emptyBody,
  errorWithStatus200,
  htmlError,
  neverResponds,
  overloaded,
  rateLimited,
  serverError,
  truncatedStream,
} from '../../../../faults/index.ts'
import type { ScriptedRun, YardstickApp } from '../../yardstick-app.ts'
import { judged } from '../judged.ts'
import { patiently, ReplyError } from '../patiently.ts'

const query = 'a dry white wine for fish'
const wines = [
  { name: 'Hill Merlot', year: 2023, text: 'A soft red wine with plums.' },
  { name: 'River Riesling', year: 2022, text: 'A dry white wine with lime, good with fish.' },
  { name: 'Old Port', year: 2015, text: 'A sweet red wine for the evening.' },
  { name: 'Chalk Silvaner', year: 2024, text: 'A dry white wine for asparagus and fish.' },
]

interface Hits {
  readonly names: readonly string[]
  /** Shown above the list. */
  readonly order: 'best match first' | 'newest first: the ranking is not available at the moment'
}

const Ranking = z.object({ results: z.array(z.object({ index: z.int().nonnegative(), relevanceScore: z.number() })) })

function make(): Task {
  const client = new CohereClientV2({ token: 'test' })

  /** Each document once, or it is not a ranking. */
  async function rank(documents: string[], signal: AbortSignal | undefined): Promise<number[]> {
    return patiently(
      async (within) => {
        const reply = Ranking.safeParse(
          await client.rerank({ model: 'rerank-v3.5', query, documents }, { abortSignal: within, maxRetries: 0 }),
        )
        if (!reply.success) throw new ReplyError('Cohere sent no ranking.', { cause: reply.error })
        const places = reply.data.results.toSorted((a, b) => b.relevanceScore - a.relevanceScore).map(({ index }) => index)
        if (places.length !== documents.length || new Set(places).size !== places.length || Math.max(...places) >= documents.length)
          throw new ReplyError('Cohere ranked other documents than it got.')
        return places
      },
      { who: 'Cohere', signal, tries: 2, perTry: 4000, inTotal: 8000 },
    )
  }

  return async ({ observe, signal }): Promise<Hits> => {
    try {
      const places = await rank(
        wines.map(({ text }) => text),
        signal,
      )
      return { names: places.flatMap((place) => wines[place]?.name ?? []), order: 'best match first' }
    } catch (error) {
      signal?.throwIfAborted()
      observe.alert(`The search is not ranked: ${String(error)}`)
      const names = wines.toSorted((a, b) => b.year - a.year).map(({ name }) => name)
      return { names, order: 'newest first: the ranking is not available at the moment' }
    }
  }
}

function wrong(run: ScriptedRun): string | undefined {
  const hits = run.value as Hits | undefined
  if (hits === undefined) return undefined
  if (new Set(hits.names).size !== wines.length) return 'A wine is missing.'
  const isRanked = hits.order === 'best match first'
  if (isRanked && !run.journal.calls.some(({ ending }) => ending === 'complete')) return 'A list that nobody ranked is called ranked.'
  return isRanked || run.alerts.length > 0 ? undefined : 'Nobody knows that the ranking fails.'
}

export const wineSearch: YardstickApp = {
  name: 'wine-search',
  story:
    'The search of a wine shop, ranked by Cohere. Without a ranking it shows all wines, the newest first, and the heading of the list says so; the team is alerted. It takes eight seconds at most, since nobody waits longer for a list, and never rejects because of the provider.',
  sources: ['xorbitsai/xagent#2455', 'rrriiiccckkk/atu-mnemos#44', 'Rika-Labs/sgrep#52'],
  kind: 'fallback',
  make,
  scripts: judged(wrong, [
    [{ inject: [serverError()] }, { inject: [overloaded().first(1)] }, {}],
    [{ inject: [rateLimited({ retryAfter: '3s' }).first(1)] }, { inject: [rateLimited({ retryAfter: '1m' })] }],
    [{ inject: [authenticationFailed()] }],
    [{ inject: [errorWithStatus200()] }, { inject: [htmlError({ status: 200 })] }, { inject: [emptyBody()] }],
    [{ inject: [truncatedStream({ at: '60 bytes' })] }, { inject: [connectionReset()], copies: 3 }],
    [{ inject: [neverResponds()] }],
    [{ inject: [neverResponds()], abortAfter: 2000 }],
  ]),
}
