import OpenAI, { APIError } from 'openai'
import {
  authenticationFailed,
  invalidVector,
  vectorsMissing,
  overloaded,
  serverError,
  truncatedStream,
} from '../../../../faults/catalogue.ts'
import type { ScriptedRun, YardstickApp } from '../../yardstick-app.ts'

interface Report {
  readonly indexed: readonly string[]
  readonly pending: readonly string[]
  readonly reasons: readonly string[]
}

const products = ['kettle', 'toaster', 'blender', 'juicer', 'grinder', 'mixer']
const batchSize = 2

/** What is neither indexed nor pending is lost. */
function wrong(runs: readonly ScriptedRun[][]): string | undefined {
  const disturbed = runs.flat().some(({ journal }) => journal.calls.some(({ fired }) => fired.length > 0))
  for (const { value, error } of runs.flat()) {
    const report = value as Report | undefined
    if (report === undefined) {
      if (error === undefined) return 'A run gave neither a report nor an error.'
      continue
    }
    if (new Set([...report.indexed, ...report.pending]).size !== products.length) return 'A product is neither indexed nor pending.'
    if (report.pending.length > 0 && (report.reasons.length === 0 || !disturbed)) return 'Products are pending for no reason.'
  }
  const last = runs.at(-1)?.[0]
  const isCalm = last?.journal.calls.every(({ fired }) => fired.length === 0)
  return isCalm && (last?.value as Report | undefined)?.indexed.length !== products.length
    ? 'The last run was calm, and did not index all.'
    : undefined
}

export const catalogIndexer: YardstickApp = {
  name: 'catalog-indexer',
  story: `A job that embeds a catalog in batches on the openai SDK. What fails stays pending with its reason and is tried in the next run;
    what is done is kept. It never throws but for an abort, and its report differs from run to run. It checks vectors for their number,
    their length and for numbers that are none.`,
  sources: ['georgeguimaraes/arcana#140', 'itsmostafa/qi#77', 'MercuryTechnologies/ada#23'],
  kind: 'state',
  make() {
    const client = new OpenAI({ apiKey: 'test' })
    const index = new Map<string, readonly number[]>()

    async function embed(batch: readonly string[], signal: AbortSignal): Promise<void> {
      const { data } = await client.embeddings.create(
        { model: 'text-embedding-3-small', input: [...batch] },
        { signal: AbortSignal.any([signal, AbortSignal.timeout(60_000)]) },
      )
      const vectors = data.map(({ embedding }) => embedding)
      if (vectors.length !== batch.length) throw new Error(`${vectors.length} vectors came for ${batch.length} products.`)
      const isUsable = (vector: readonly number[]): boolean =>
        vector.length === 1_536 && vector.every(Number.isFinite) && vector.some(Boolean)
      if (!vectors.every(isUsable)) throw new Error('A vector that came cannot be used.')
      for (const [at, product] of batch.entries()) index.set(product, vectors[at]!)
    }

    return async ({ signal }): Promise<Report> => {
      const todo = products.filter((product) => !index.has(product))
      const reasons: string[] = []
      for (let at = 0; at < todo.length; at += batchSize) {
        try {
          await embed(todo.slice(at, at + batchSize), signal)
        } catch (error) {
          if (signal.aborted) throw error
          reasons.push(error instanceof Error ? error.message : String(error))
          if (error instanceof APIError && (error.status === 401 || error.status === 403)) break
        }
      }
      return { indexed: [...index.keys()], pending: products.filter((product) => !index.has(product)), reasons }
    }
  },
  scripts: [
    { steps: [{ inject: [serverError().first(4)] }, { after: 86_400_000 }], wrong },
    { steps: [{ inject: [truncatedStream({ at: '200 bytes' })] }, {}], wrong },
    { steps: [{ inject: [authenticationFailed()] }, { inject: [overloaded({ retryAfter: '3s' }).first(1)] }], wrong },
    { steps: [{ inject: [vectorsMissing().nth(2)] }, { inject: [invalidVector()] }, { after: 86_400_000 }], wrong },
    { steps: [{ copies: 2, inject: [overloaded({ retryAfter: '5s' })], abortAfter: 2_000 }, { copies: 2 }], wrong },
  ],
}
