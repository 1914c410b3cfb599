import OpenAI from 'openai'
import { badDays } from '../bad-days.ts'
import { invalidVector, vectorsMissing, wrongDimensions } from '../../../../faults/index.ts'
import type { YardstickApp } from '../../yardstick-app.ts'

const passages = ['Lost luggage is kept for thirty days.', 'Dogs travel free of charge.', 'Bicycles need a ticket of their own.']
const question = 'Do dogs travel free of charge?'
const size = 256

interface Found {
  readonly passage: string | null
  readonly by: 'meaning' | 'keywords'
}

function similarity(left: readonly number[], right: readonly number[]): number {
  return left.reduce((sum, value, place) => sum + value * right[place]!, 0)
}

/** The passage with the most words of the question, if it has at least two of them. */
function byKeywords(): string | null {
  const words = new Set(question.toLowerCase().match(/\w+/g))
  const scored = passages.map((passage) => ({
    passage,
    hits: passage
      .toLowerCase()
      .match(/\w+/g)!
      .filter((word) => words.has(word)).length,
  }))
  const [best] = scored.toSorted((left, right) => right.hits - left.hits)
  return best !== undefined && best.hits >= 2 ? best.passage : null
}

export const keywordSearchInstead: YardstickApp = {
  name: 'keyword-search-instead',
  story:
    'Searches passages by embeddings, and by keywords when there are no vectors that can be used; the value says by which. The passages are embedded together with the question, so that their vectors are of one model.',
  sources: ['amd/gaia#3530', 'amd/gaia#3860', 'juspay/clairvoyance#874'],
  kind: 'fallback',
  make() {
    const client = new OpenAI({ apiKey: 'test', timeout: 15_000, maxRetries: 1 })

    async function vectorsOf(texts: readonly string[], signal: AbortSignal): Promise<readonly (readonly number[])[]> {
      const { data } = await client.embeddings.create({ model: 'text-embedding-3-small', input: [...texts], dimensions: size }, { signal })
      const isSound = (vector: readonly number[]): boolean => vector.length === size && similarity(vector, vector) > 0.5
      if (data.length !== texts.length || !data.every(({ embedding }) => isSound(embedding))) throw new Error('The vectors are not sound.')
      return data.map(({ embedding }) => embedding)
    }

    return async ({ signal }): Promise<Found> => {
      try {
        const [asked, ...known] = await vectorsOf([question, ...passages], signal)
        const scored = passages.map((passage, place) => ({ passage, score: similarity(known[place]!, asked!) }))
        const [best] = scored.toSorted((left, right) => right.score - left.score)
        return { passage: best!.passage, by: 'meaning' }
      } catch {
        signal.throwIfAborted()
        return { passage: byKeywords(), by: 'keywords' }
      }
    }
  },
  scripts: badDays(
    (run) => {
      const found = run.value as Found | undefined
      return found === undefined || found.passage === passages[1] ? undefined : `Found by ${found.by}: ${found.passage}`
    },
    [{ inject: [vectorsMissing({ from: 'start' }).first(1)] }, { after: 1_000 }],
    [{ inject: [invalidVector().first(1)] }, { after: 1_000 }],
    [{ inject: [wrongDimensions().first(1)] }, { after: 1_000 }],
  ),
}
