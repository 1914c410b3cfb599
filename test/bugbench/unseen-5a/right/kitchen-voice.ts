import { createGoogle } from '@ai-sdk/google'
import { generateText } from 'ai'
import {
  connectTimeout,
  coldStart,
  contentFilter,
  emptyAnswer,
  errorWithStatus200,
  heavyTailLatency,
  neverResponds,
  noChoices,
  rateLimited,
  slowDrip,
} from '../../../../faults/catalogue.ts'
import type { ScriptedRun, YardstickApp } from '../../yardstick-app.ts'

type Spoken =
  | { readonly kind: 'answer'; readonly text: string }
  | { readonly kind: 'apology'; readonly text: string; readonly reason: string }

const patience = 6_000

function wrong(runs: readonly ScriptedRun[][]): string | undefined {
  for (const { value, error, settledAfter, journal, alerts } of runs.flat()) {
    if (settledAfter > patience + 200) return `The kitchen waited for ${settledAfter} ms.`
    const spoken = value as Spoken | undefined
    if (spoken === undefined) {
      if (!(error as Error | undefined)?.name.includes('Abort')) return `A run ended with ${String(error)}`
      continue
    }
    if (spoken.text.trim() === '') return 'Nothing was said.'
    if (spoken.kind === 'apology' && (spoken.reason === '' || alerts.length === 0)) return 'An apology has no reason, or nobody was told.'
    if (spoken.kind === 'apology' && journal.calls.every(({ fired }) => fired.length === 0)) return 'A calm run ended with an apology.'
  }
  return undefined
}

export const kitchenVoice: YardstickApp = {
  name: 'kitchen-voice',
  story: `A voice in the kitchen, on the AI SDK with Google. Whoever has dough on the hands waits six seconds at most: then the call is given
    up, even if the answer is on its way, and the voice apologizes. It also apologizes for every other failure, without a retry. An apology
    is not an answer: it says so in its kind, has the reason, and the team gets an alert.`,
  sources: ['llm4s/llm4s#460', 'generalbots/generalbots#718', 'llm-exe/llm-exe#797'],
  kind: 'transient',
  make() {
    const model = createGoogle({ apiKey: 'test' })('gemini-2.5-flash')

    return async ({ observe, signal }): Promise<Spoken> => {
      signal.throwIfAborted()
      const limit = AbortSignal.timeout(patience)
      try {
        const { text, finishReason } = await generateText({
          model,
          prompt: 'How long do I knead the dough for pretzels?',
          maxRetries: 0,
          abortSignal: AbortSignal.any([signal, limit]),
        })
        if (finishReason !== 'stop') throw new Error(`the model stopped with ${finishReason}`)
        if (text.trim() === '') throw new Error('the answer is empty')
        return { kind: 'answer', text }
      } catch (error) {
        signal.throwIfAborted()
        const reason = limit.aborted ? `no answer within ${patience} ms` : error instanceof Error ? error.message : String(error)
        observe.alert(`The voice apologized: ${reason}`)
        const text = limit.aborted ? 'Sorry, that takes me too long. Please ask me again.' : 'Sorry, I cannot answer that right now.'
        return { kind: 'apology', text, reason }
      }
    }
  },
  scripts: [
    { steps: [{ inject: [neverResponds()] }, { inject: [connectTimeout()] }, {}], wrong },
    { steps: [{ inject: [slowDrip()] }, { inject: [coldStart()] }, { inject: [heavyTailLatency({ median: '5s' })] }], wrong },
    { steps: [{ inject: [rateLimited({ retryAfter: '2s' })] }, { inject: [errorWithStatus200()] }, { inject: [noChoices()] }], wrong },
    {
      steps: [{ copies: 2, inject: [neverResponds()], abortAfter: 2_000 }, { inject: [emptyAnswer()] }, { inject: [contentFilter()] }],
      wrong,
    },
  ],
}
