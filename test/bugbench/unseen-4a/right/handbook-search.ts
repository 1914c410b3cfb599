import { createOpenAI } from '@ai-sdk/openai'
import { cosineSimilarity, embedMany, generateText } from 'ai'
import {
  authenticationFailed,
  invalidVector,
  vectorsMissing,
  overloaded,
  serverError,
  truncatedStream,
  wrongDimensions,
} from '../../../../faults/catalogue.ts'
import type { ScriptedRun, YardstickApp } from '../../yardstick-app.ts'

interface Found {
  readonly answer: string
  readonly source: string
  readonly search: 'semantic' | 'keyword'
}

const handbook = [
  { id: 'returns', text: 'Shoes can be returned within 30 days, in their box.' },
  { id: 'hours', text: 'The shop in Leeds is open from 9 to 18 and closed on Sunday.' },
  { id: 'shipping', text: 'Parcels to Norway travel for 6 days and need a customs form.' },
]
const question = 'Within how many days can shoes be returned?'

function wrong(runs: readonly ScriptedRun[][]): string | undefined {
  for (const { value, journal } of runs.flat()) {
    const found = value as Found | undefined
    if (found === undefined) continue
    if (found.source !== 'returns') return `The answer rests on "${found.source}".`
    const embedded = journal.calls.filter(({ endpoint }) => endpoint === 'embeddings')
    if (found.search === 'semantic' && embedded.at(-1)?.ending !== 'complete') return 'A search by keywords is not marked.'
    const last = journal.calls.at(-1)
    if (last?.ending !== 'complete' || last.finish !== 'stop') return 'An answer that is not complete is returned.'
  }
  const end = runs.at(-1)?.[0]
  const isCalm = end?.journal.calls.every(({ fired }) => fired.length === 0)
  return isCalm && (end?.value as Found | undefined)?.search !== 'semantic' ? 'The last run was calm, and searched by keywords.' : undefined
}

export const handbookSearch: YardstickApp = {
  name: 'handbook-search',
  story: `Retrieval over a handbook with embedMany and generateText of the AI SDK. If the embeddings fail or cannot be used, it searches by
    shared words and says so in the value; the next question tries embeddings again. A failure of the answer itself is handed on.`,
  sources: ['jeanibarz/knowledge-base-mcp-server#629', 'sourcegraph/sourcegraph-public-snapshot#50876', 'langflow-ai/openrag#1468'],
  kind: 'fallback',
  make() {
    const openai = createOpenAI({ apiKey: 'test' })

    async function nearest(signal: AbortSignal): Promise<number> {
      const values = [question, ...handbook.map(({ text }) => text)]
      const { embeddings } = await embedMany({
        model: openai.embedding('text-embedding-3-small'),
        values,
        maxRetries: 1,
        abortSignal: AbortSignal.any([signal, AbortSignal.timeout(10_000)]),
      })
      const [asked, ...pages] = embeddings
      if (asked === undefined || embeddings.length !== values.length) throw new Error('Not every text has a vector.')
      const isUsable = (vector: readonly number[]): boolean =>
        vector.length === 1_536 && vector.every(Number.isFinite) && vector.some(Boolean)
      if (!embeddings.every(isUsable)) throw new Error('A vector cannot be used.')
      const scores = pages.map((page) => cosineSimilarity(asked, page))
      return scores.indexOf(Math.max(...scores))
    }

    function sharingWords(): number {
      const words = (text: string): Set<string> => new Set(text.toLowerCase().match(/\w{4,}/g))
      const scores = handbook.map(({ text }) => [...words(text)].filter((word) => words(question).has(word)).length)
      return scores.indexOf(Math.max(...scores))
    }

    return async ({ signal }): Promise<Found> => {
      let [at, search]: [number, Found['search']] = [-1, 'semantic']
      try {
        at = await nearest(signal)
      } catch (error) {
        if (signal.aborted) throw error
        ;[at, search] = [sharingWords(), 'keyword']
      }
      const { id, text } = handbook[at]!
      const { text: answer, finishReason } = await generateText({
        model: openai('gpt-4o-mini'),
        prompt: `Answer from this page only.\n${text}\n\n${question}`,
        maxRetries: 2,
        abortSignal: AbortSignal.any([signal, AbortSignal.timeout(60_000)]),
      })
      if (finishReason !== 'stop' || answer === '') throw new Error(`The answer is not complete: ${finishReason}.`)
      return { answer, source: id, search }
    }
  },
  scripts: [
    { steps: [{ inject: [serverError().first(2)] }, {}], wrong },
    {
      steps: [
        { inject: [truncatedStream({ at: '200 bytes' }).first(1)] },
        { inject: [truncatedStream({ at: '200 bytes' })] },
        { after: 86_400_000 },
      ],
      wrong,
    },
    { steps: [{ inject: [authenticationFailed()] }, {}], wrong },
    { steps: [{ inject: [invalidVector()] }, { inject: [vectorsMissing({ from: 'start' })] }, { inject: [wrongDimensions()] }, {}], wrong },
    {
      steps: [
        { copies: 2, inject: [overloaded({ retryAfter: '2s' }).first(1)] },
        { inject: [overloaded({ retryAfter: '5s' })], abortAfter: 1_000 },
      ],
      wrong,
    },
  ],
}
