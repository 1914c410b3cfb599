import { FinishReason, GoogleGenAI } from '@google/genai'
import { z } from 'zod'
import {
  invalidVector,
  emptyAnswer,
  invalidStructuredOutput,
  vectorsMissing,
  overloaded,
  refusal,
  serverError,
  wrongDimensions,
} from '../../../../faults/catalogue.ts'
import type { ScriptedRun, YardstickApp } from '../../yardstick-app.ts'

type Answer =
  | { readonly isKnown: true; readonly quote: string; readonly page: number }
  | { readonly isKnown: false; readonly reply: string }

class ManualError extends Error {
  override readonly name = 'ManualError'
}

const pages = [
  'To descale the machine, fill the tank with one litre of water and one bag of descaler.',
  'The red lamp blinks when the drip tray is full or missing.',
  'Beans keep their taste for two weeks after the bag was opened.',
  'The machine turns itself off after thirty minutes.',
]
const question = 'Why does the red lamp blink?'
const Choice = z.object({ page: z.enum(['1', '2', '3', '4', 'none']) })
const schema = {
  type: 'object',
  properties: { page: { type: 'string', enum: Choice.shape.page.options } },
  required: ['page'],
}

const dot = (one: readonly number[], other: readonly number[]): number => one.reduce((sum, value, at) => sum + value * other[at]!, 0)

function wrong(runs: readonly ScriptedRun[][]): string | undefined {
  for (const { value, error, journal, settledAfter } of runs.flat()) {
    const answer = value as Answer | undefined
    const isCalm = journal.calls.every(({ fired }) => fired.length === 0)
    if (settledAfter > 95_000) return `An answer took ${settledAfter} ms.`
    if (answer === undefined && (isCalm || !(error instanceof ManualError))) return `A run ended with ${String(error)}`
    if (answer?.isKnown && pages[answer.page - 1] !== answer.quote) return `A quote is not in the manual: ${answer.quote}`
    if (answer?.isKnown === false && answer.reply === '') return 'A run said nothing.'
  }
  return undefined
}

export const manualQuoter: YardstickApp = {
  name: 'manual-quoter',
  story: `Answers questions about a coffee machine on the Google SDK, and never in the words of the model: embeddings choose the candidates, the
    model names the page, and the answer is that page. If the model names none, or one that was not offered, the answer is that it does not
    know. If a call fails, that is an error, not an "I do not know". The few pages are embedded with each question, so that there is no index
    that can be out of date.`,
  sources: ['off-grid-ai/OGAM#452', 'benclawbot/open-brain#60', 'leyabierta/leyabierta#25'],
  kind: 'content',
  make() {
    const client = new GoogleGenAI({ apiKey: 'test' })

    async function within<Result>(what: string, signal: AbortSignal, call: (signal: AbortSignal) => Promise<Result>): Promise<Result> {
      const limit = AbortSignal.timeout(30_000)
      try {
        return await call(AbortSignal.any([signal, limit]))
      } catch (error) {
        if (signal.aborted) throw error
        const reason = limit.aborted ? 'no answer within 30 s' : error instanceof Error ? error.message : String(error)
        throw new ManualError(`The manual cannot be searched, ${what} failed: ${reason}`, { cause: error })
      }
    }

    async function embed(texts: readonly string[], abortSignal: AbortSignal): Promise<readonly (readonly number[])[]> {
      const response = await client.models.embedContent({
        model: 'gemini-embedding-001',
        contents: [...texts],
        config: { abortSignal },
      })
      const vectors = (response.embeddings ?? []).map(({ values }) => values ?? [])
      if (vectors.length !== texts.length) throw new Error(`${vectors.length} vectors came for ${texts.length} texts`)
      if (!vectors.every((vector) => vector.length === 3_072 && vector.every(Number.isFinite) && vector.some(Boolean))) {
        throw new Error('a vector cannot be used')
      }
      return vectors
    }

    async function choosePage(candidates: readonly number[], abortSignal: AbortSignal): Promise<string> {
      const list = candidates.map((page) => `Page ${page}: ${pages[page - 1]}`).join('\n')
      const response = await client.models.generateContent({
        model: 'gemini-2.5-flash',
        contents: `Which page answers "${question}"? Say none if none does.\n${list}`,
        config: { abortSignal, responseMimeType: 'application/json', responseJsonSchema: schema },
      })
      const candidate = response.candidates?.[0]
      if (candidate?.finishReason !== FinishReason.STOP) throw new Error(`the model stopped with ${candidate?.finishReason ?? 'no reason'}`)
      const text = (candidate.content?.parts ?? []).map((part) => part.text ?? '').join('')
      return Choice.parse(JSON.parse(text)).page
    }

    return async ({ signal }): Promise<Answer> => {
      const [vector, ...index] = await within('the embedding', signal, async (limited) => embed([question, ...pages], limited))
      const scores = index.map((page, at) => ({ page: at + 1, score: dot(page, vector!) }))
      const candidates = scores
        .toSorted((one, other) => other.score - one.score)
        .slice(0, 3)
        .map(({ page }) => page)
      const chosen = await within('the choice of the page', signal, async (limited) => choosePage(candidates, limited))
      const page = Number(chosen)
      if (!candidates.includes(page))
        return { isKnown: false, reply: 'I do not know. Please ask our service, at the number on the machine.' }
      return { isKnown: true, quote: pages[page - 1]!, page }
    }
  },
  scripts: [
    { steps: [{ inject: [vectorsMissing()] }, { inject: [invalidVector()] }, {}], wrong },
    { steps: [{ inject: [wrongDimensions().nth(1)] }, { inject: [invalidStructuredOutput()] }, {}], wrong },
    {
      steps: [{ inject: [refusal()] }, { inject: [emptyAnswer()] }, { inject: [invalidStructuredOutput({ kind: 'unlisted-choice' })] }],
      wrong,
    },
    { steps: [{ copies: 2, inject: [serverError().first(2)] }, { copies: 2, inject: [overloaded().nth(3)] }, { copies: 2 }], wrong },
  ],
}
