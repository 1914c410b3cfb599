import { CohereClientV2 } from 'cohere-ai'
import {
  authenticationFailed,
  emptyBody,
  errorWithStatus200,
  htmlError,
  neverResponds,
  overloaded,
  slowFirstToken,
  wrongContentLength,
} from '../../../../faults/catalogue.ts'
import type { ScriptedRun, YardstickApp } from '../../yardstick-app.ts'

interface Found {
  readonly recipes: readonly string[]
  readonly ranking: 'by meaning' | 'by words'
  /** Why the better ranking was not possible, for the line above the list. */
  readonly note?: string
}

const recipes = [
  'Lentil soup with lemon and cumin',
  'Lemon cake with poppy seeds',
  'Soup of roasted carrots',
  'Fish stew with saffron',
  'Cold cucumber soup with lemon',
]
const question = 'soup with lemon'

function byWords(query: string): readonly string[] {
  const words = query.toLowerCase().split(' ')
  const score = (text: string): number => words.filter((word) => text.toLowerCase().includes(word)).length
  return recipes.filter((text) => score(text) > 0).toSorted((one, other) => score(other) - score(one))
}

function wrong(runs: readonly ScriptedRun[][]): string | undefined {
  for (const { value, error, settledAfter, journal } of runs.flat()) {
    if (settledAfter > 5_000) return `A search took ${settledAfter} ms.`
    if (value === undefined) return `A search ended with ${String(error)}`
    const { recipes: found, ranking, note } = value as Found
    if (found.length !== 5 || new Set(found).size !== 5) return 'A recipe was lost or is there twice.'
    const isCalm = journal.calls.every(({ fired }) => fired.length === 0)
    if (isCalm && ranking !== 'by meaning') return 'A calm search was ranked by words.'
    if (ranking === 'by words' && !note) return 'The list is ranked by words, and nothing says so.'
  }
  return undefined
}

export const recipeFinder: YardstickApp = {
  name: 'recipe-finder',
  story: `A search for recipes by words, whose hits are put in a better order by Cohere. The order is a nicety, so it gets four seconds and no
    retry. If it fails, or the scores do not cover each hit once, the hits stay in the order of the words, and a line above the list says
    so. The search never fails because of the model.`,
  sources: ['vectorize-io/hindsight#3168', 'akitaonrails/ai-memory#319', 'wangle201210/go-rag#42'],
  kind: 'fallback',
  make() {
    const client = new CohereClientV2({ token: 'test' })

    async function byMeaning(hits: readonly string[], signal: AbortSignal): Promise<readonly string[]> {
      const { results } = await client.rerank(
        { model: 'rerank-v3.5', query: question, documents: [...hits], topN: hits.length },
        { maxRetries: 0, timeoutInSeconds: 4, abortSignal: signal },
      )
      const isUsable =
        Array.isArray(results) &&
        results.length === hits.length &&
        new Set(results.map(({ index }) => index)).size === hits.length &&
        results.every(({ index, relevanceScore }) => hits[index] !== undefined && relevanceScore >= 0 && relevanceScore <= 1)
      if (!isUsable) throw new Error('the scores do not cover each recipe once')
      return results.toSorted((one, other) => other.relevanceScore - one.relevanceScore).map(({ index }) => hits[index]!)
    }

    return async ({ observe, signal }): Promise<Found> => {
      const hits = byWords(question)
      const limit = AbortSignal.timeout(4_000)
      try {
        return { recipes: await byMeaning(hits, AbortSignal.any([signal, limit])), ranking: 'by meaning' }
      } catch (error) {
        signal.throwIfAborted()
        const reason = limit.aborted ? 'it took longer than 4 s' : error instanceof Error ? error.message : String(error)
        observe.alert(`The ranking by meaning failed: ${reason}`)
        return { recipes: hits, ranking: 'by words', note: `The best hit may not be the first one, as the ranking failed: ${reason}` }
      }
    }
  },
  scripts: [
    { steps: [{ inject: [neverResponds()] }, {}], wrong },
    { steps: [{ inject: [slowFirstToken({ by: '30s' })] }, { inject: [overloaded({ retryAfter: '20s' })] }], wrong },
    { steps: [{ inject: [emptyBody()] }, { inject: [htmlError({ status: 200 })] }, { inject: [errorWithStatus200()] }], wrong },
    { steps: [{ copies: 3, inject: [authenticationFailed()] }, { inject: [wrongContentLength()] }, { copies: 2 }], wrong },
  ],
}
