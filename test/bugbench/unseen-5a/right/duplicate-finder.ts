import { Ollama } from 'ollama'
import {
  bodyTimeout,
  invalidVector,
  connectionRefused,
  emptyBody,
  vectorsMissing,
  modelNotFound,
  neverResponds,
  serverError,
  wrongContentType,
  wrongDimensions,
} from '../../../../faults/catalogue.ts'
import type { ScriptedRun, YardstickApp } from '../../yardstick-app.ts'

interface Check {
  readonly duplicateOf: string | undefined
  readonly method: 'meaning' | 'same words'
  /** What the check can have missed, if the embeddings failed. */
  readonly caution?: string
}

const patience = 10_000
const tickets = ['The printer on floor two is out of paper', 'My password does not work any more', 'The lift makes a strange noise']
const report = 'the printer on floor two is out of PAPER'

const normal = (text: string): string => text.toLowerCase().replaceAll(/[^a-z0-9]+/g, ' ')

function cosine(one: readonly number[], other: readonly number[]): number {
  const dot = one.reduce((sum, value, at) => sum + value * other[at]!, 0)
  return dot / (Math.hypot(...one) * Math.hypot(...other))
}

function wrong(runs: readonly ScriptedRun[][]): string | undefined {
  for (const { value, error, journal, settledAfter } of runs.flat()) {
    const check = value as Check | undefined
    if (settledAfter > patience + 500) return `A check took ${settledAfter} ms.`
    if (check === undefined) {
      if (!(error as Error | undefined)?.name.includes('Abort')) return `A check ended with ${String(error)}`
      continue
    }
    if (check.duplicateOf !== tickets[0]) return `The same report is taken for ${check.duplicateOf ?? 'a new one'}.`
    if ((check.method === 'same words') !== (check.caution !== undefined)) return 'The check does not say how far it goes.'
    const isCalm = journal.calls.every(({ fired }) => fired.length === 0)
    if (isCalm && check.method !== 'meaning') return 'A calm check looked at the words only.'
  }
  return undefined
}

export const duplicateFinder: YardstickApp = {
  name: 'duplicate-finder',
  story: `Finds out whether a ticket is reported already, by embeddings of a local Ollama. The known tickets are embedded anew each
    time, in the same call: it costs nothing here, and vectors of two builds of a model are never compared. If Ollama fails or takes too long, tickets with the same words are still found, and the check says that it looked
    at the words only. Nothing is retried, as the next ticket comes soon anyway.`,
  sources: ['matthiasn/lotti#3745', 'BYK/loreai#1173', 'introfini/ZotSeek#53'],
  kind: 'fallback',
  make() {
    async function embed(texts: readonly string[], signal: AbortSignal): Promise<readonly (readonly number[])[]> {
      // The client takes no signal for a call, so each check has its own client whose requests have one.
      const client = new Ollama({
        host: 'http://localhost:11434',
        fetch: async (input: RequestInfo | URL, init?: RequestInit) => fetch(input, { ...init, signal }),
      })
      const { embeddings } = await client.embed({ model: 'nomic-embed-text', input: [...texts] })
      if (!Array.isArray(embeddings) || embeddings.length !== texts.length) throw new Error(`not ${texts.length} vectors came`)
      if (!embeddings.every((vector) => vector.length === 768 && vector.every(Number.isFinite) && vector.some(Boolean))) {
        throw new Error('a vector cannot be used')
      }
      return embeddings
    }

    async function byMeaning(signal: AbortSignal): Promise<string | undefined> {
      const [vector, ...others] = await embed([report, ...tickets].map(normal), signal)
      const scores = tickets.map((text, at) => ({ text, score: cosine(vector!, others[at]!) }))
      const [best] = scores.toSorted((one, other) => other.score - one.score)
      return best !== undefined && best.score > 0.95 ? best.text : undefined
    }

    return async ({ observe, signal }): Promise<Check> => {
      signal.throwIfAborted()
      const limit = AbortSignal.timeout(patience)
      try {
        return { duplicateOf: await byMeaning(AbortSignal.any([signal, limit])), method: 'meaning' }
      } catch (error) {
        signal.throwIfAborted()
        const reason = limit.aborted ? `no answer within ${patience} ms` : error instanceof Error ? error.message : String(error)
        observe.alert(`The embeddings failed: ${reason}`)
        const duplicateOf = tickets.find((text) => normal(text) === normal(report))
        return {
          duplicateOf,
          method: 'same words',
          caution: `Reports in other words may have been missed, as the embeddings failed: ${reason}`,
        }
      }
    }
  },
  scripts: [
    { steps: [{ inject: [connectionRefused()] }, { inject: [neverResponds()] }, {}], wrong },
    {
      steps: [
        { inject: [vectorsMissing()] },
        { inject: [vectorsMissing({ from: 'start' })] },
        { inject: [invalidVector({ kind: 'zeros' })] },
        {},
      ],
      wrong,
    },
    {
      steps: [{ inject: [wrongDimensions()] }, { inject: [invalidVector()] }, { inject: [emptyBody()] }, { inject: [modelNotFound()] }],
      wrong,
    },
    {
      steps: [
        { copies: 2, inject: [bodyTimeout()], abortAfter: 1_000 },
        { copies: 2 },
        { inject: [wrongContentType()] },
        { inject: [serverError()] },
      ],
      wrong,
    },
  ],
}
