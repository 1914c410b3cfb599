import { FinishReason, GoogleGenAI, type Content } from '@google/genai'
import {
  emptyAnswer,
  misroutedAnswer,
  neverResponds,
  overloaded,
  rateLimited,
  refusal,
  serverError,
  slowFirstToken,
  truncatedStream,
} from '../../../../faults/catalogue.ts'
import type { ScriptedRun, YardstickApp } from '../../yardstick-app.ts'

interface Reply {
  readonly text: string
  /** How many exchanges the tutor remembers. */
  readonly remembered: number
}

class TutorError extends Error {
  override readonly name = 'TutorError'
}

const mostExchanges = 6

function wrong(runs: readonly ScriptedRun[][]): string | undefined {
  let answered = 0
  for (const step of runs) {
    const values = step.flatMap(({ value }) => (value === undefined ? [] : [value as Reply]))
    for (const { value, error, journal } of step) {
      const isCalm = journal.calls.every(({ fired }) => fired.length === 0)
      if (value !== undefined) continue
      if (isCalm || !(error instanceof TutorError || (error as Error).name.includes('Abort')))
        return `A question ended with ${String(error)}`
    }
    answered += values.length
    const remembered = Math.max(0, ...values.map((reply) => reply.remembered))
    if (values.length > 0 && remembered !== Math.min(mostExchanges, answered))
      return `The tutor remembers ${remembered} of ${answered} exchanges.`
    if (values.some(({ text }) => text.trim() === '')) return 'A reply is empty.'
  }
  return undefined
}

export const tutorSession: YardstickApp = {
  name: 'tutor-session',
  story: `A session with a tutor on the Google SDK. Questions wait for each other, as they share the history, and a question enters the history
    together with its reply or not at all: after a failure the session is as before, and the pupil can ask again. Whoever gives up while
    waiting leaves at once. The oldest exchanges are dropped, which the reply shows by the number that is remembered.`,
  sources: ['usecompiler/compiler#75', 'im-ian/acorn#474', 'tambo-ai/tambo#1716'],
  kind: 'history',
  make() {
    const client = new GoogleGenAI({ apiKey: 'test' })
    let history: readonly Content[] = []
    let tail: Promise<unknown> = Promise.resolve()
    let asked = 0

    async function generate(contents: readonly Content[], signal: AbortSignal): Promise<string> {
      const limit = AbortSignal.timeout(30_000)
      try {
        const response = await client.models.generateContent({
          model: 'gemini-2.5-flash',
          contents: [...contents],
          config: { abortSignal: AbortSignal.any([signal, limit]), systemInstruction: 'You teach physics to pupils of twelve.' },
        })
        const candidate = response.candidates?.[0]
        const blocked = response.promptFeedback?.blockReason
        if (blocked !== undefined) throw new Error(`the question was blocked (${blocked})`)
        if (candidate?.finishReason !== FinishReason.STOP) throw new Error(`the reply ended with ${candidate?.finishReason ?? 'nothing'}`)
        const text = (candidate.content?.parts ?? []).map((part) => part.text ?? '').join('')
        if (text.trim() === '') throw new Error('the reply is empty')
        return text
      } catch (error) {
        if (signal.aborted) throw error
        const reason = limit.aborted ? 'no reply within 30 s' : error instanceof Error ? error.message : String(error)
        throw new TutorError(`The tutor cannot answer, please ask again: ${reason}`, { cause: error })
      }
    }

    async function exchange(question: string, signal: AbortSignal): Promise<Reply> {
      signal.throwIfAborted()
      const user: Content = { role: 'user', parts: [{ text: question }] }
      const text = await generate([...history, user], signal)
      const model: Content = { role: 'model', parts: [{ text }] }
      history = [...history, user, model].slice(-2 * mostExchanges)
      return { text, remembered: history.length / 2 }
    }

    return async ({ signal }): Promise<Reply> => {
      signal.throwIfAborted()
      asked += 1
      const question = `Question ${asked}: why does a stone fall as fast as a feather on the moon?`
      const reply = tail.then(async () => exchange(question, signal))
      tail = reply.catch(() => undefined)
      return new Promise((resolve, reject) => {
        signal.addEventListener('abort', () => void reject(signal.reason as Error), { once: true })
        reply.then(resolve, reject)
      })
    }
  },
  scripts: [
    { steps: [{}, { inject: [overloaded()] }, {}, { inject: [emptyAnswer()] }, { inject: [refusal()] }, {}], wrong },
    { steps: [{}, { inject: [neverResponds()], abortAfter: 5_000 }, { inject: [truncatedStream({ at: '80 bytes' })] }, {}, {}], wrong },
    {
      steps: [{ copies: 3, inject: [slowFirstToken({ by: '20s' }).first(1), serverError().nth(2)] }, { copies: 2 }, {}, {}, {}, {}],
      wrong,
    },
    {
      steps: [
        { copies: 2, inject: [neverResponds()], abortAfter: 1_000 },
        { copies: 2, inject: [rateLimited({ retryAfter: '30s' }).nth(1)] },
        {},
      ],
      wrong,
    },
    { steps: [{}, {}, { inject: [misroutedAnswer()] }, {}, {}, {}, {}, {}], wrong },
  ],
}
