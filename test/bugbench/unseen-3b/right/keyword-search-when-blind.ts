import OpenAI from 'openai'
import { invalidVector, vectorsMissing, wrongDimensions } from '../../../../faults/index.ts'
import { rightScripts } from '../checks.ts'
import type { YardstickApp } from '../../yardstick-app.ts'

const passages = [
  'The library opens at nine.',
  'Books may be kept for a month.',
  'A lost card costs five euros.',
  'The reading room is closed on Sunday.',
]
const question = 'What does a lost card cost?'
const dimensions = 256

const words = (text: string): Set<string> => new Set(text.toLowerCase().match(/[a-z]+/g))

function shared(text: string): number {
  const asked = words(question)
  return [...words(text)].filter((word) => asked.has(word)).length
}

function byKeywords(): string[] {
  return passages.toSorted((left, right) => shared(right) - shared(left))
}

function isUsable(vector: readonly number[] | undefined): vector is number[] {
  return vector?.length === dimensions && vector.every((value) => Number.isFinite(value)) && vector.some((value) => value !== 0)
}

export const keywordSearchWhenBlind: YardstickApp = {
  name: 'keyword-search-when-blind',
  story:
    'A library search embeds its passages once and keeps the vectors. It checks that there is one of the right length for each passage, and keeps none otherwise. Whenever vectors can not be had it searches by keywords and says so in the result, also for a key that is refused. It tries the vectors again with the next question.',
  sources: ['Helweg/open-codebase-index#163', 'jeanibarz/knowledge-base-mcp-server#595', 'langflow-ai/openrag#1468', 'amd/gaia#3860'],
  kind: 'fallback',
  make() {
    const client = new OpenAI({ apiKey: 'test', maxRetries: 1, timeout: 15_000 })
    let index: number[][] | undefined
    const embed = async (input: string[], signal: AbortSignal): Promise<number[][]> => {
      const response = await client.embeddings.create({ model: 'text-embedding-3-small', input, dimensions }, { signal })
      const vectors = (response?.data ?? []).toSorted((left, right) => left.index - right.index).map((item) => item.embedding)
      if (vectors.length !== input.length || !vectors.every(isUsable)) throw new Error('The vectors do not fit the texts.')
      return vectors
    }

    return async ({ signal }) => {
      try {
        if (index === undefined) {
          index = await embed(passages, signal)
        }
        const [asked = []] = await embed([question], signal)
        const scores = index.map((vector) => vector.reduce((sum, value, place) => sum + value * (asked[place] ?? 0), 0))
        const order = passages.map((_, place) => place).toSorted((left, right) => (scores[right] ?? 0) - (scores[left] ?? 0))
        return { mode: 'vectors', hits: order.slice(0, 2).map((place) => passages[place]) }
      } catch (error) {
        signal.throwIfAborted()
        return { mode: 'keywords', reason: error instanceof Error ? error.message : String(error), hits: byKeywords().slice(0, 2) }
      }
    }
  },
  scripts: rightScripts(
    [
      [{ inject: [vectorsMissing().first(1)] }, {}],
      [{ inject: [invalidVector()] }, {}],
      [{ inject: [wrongDimensions()] }, {}],
    ],
    (run) => {
      const value = run.value as { mode: string; hits: string[] } | undefined
      if (value === undefined) return run.error instanceof DOMException ? undefined : 'The search has failed.'
      if (value.mode === 'keywords' && run.journal.calls.every((call) => call.fired.length === 0)) return 'Good vectors were not used.'
      const disturbed = run.journal.calls.length > 0 && run.journal.calls.every((call) => call.fired.length > 0)
      return value.mode === 'vectors' && disturbed ? 'Spoilt vectors were used.' : undefined
    },
  ),
}
