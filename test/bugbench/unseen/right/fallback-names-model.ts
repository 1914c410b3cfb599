import { createAnthropic } from '@ai-sdk/anthropic'
import { createMistral } from '@ai-sdk/mistral'
import { createOpenAI } from '@ai-sdk/openai'
import { generateText, type LanguageModel } from 'ai'
import { serverError } from '../../../../faults/index.ts'
import type { YardstickApp } from '../../yardstick-app.ts'
import { ordeals, untold } from '../ordeals.ts'

interface Answer {
  readonly by: string
  readonly text: string
}

/** Tries three providers, and names the one that has answered. */
function makeRouter(): (prompt: string, signal: AbortSignal) => Promise<Answer> {
  const models: readonly (readonly [string, LanguageModel])[] = [
    ['anthropic', createAnthropic({ apiKey: 'test' })('claude-sonnet-4-6')],
    ['openai', createOpenAI({ apiKey: 'test' }).chat('gpt-4o')],
    ['mistral', createMistral({ apiKey: 'test' })('mistral-large-latest')],
  ]
  return async (prompt, signal) => {
    const errors: unknown[] = []
    for (const [by, model] of models) {
      try {
        const abortSignal = AbortSignal.any([signal, AbortSignal.timeout(20_000)])
        const { text, finishReason } = await generateText({ model, prompt, maxRetries: 0, abortSignal })
        if (finishReason === 'stop' && text !== '') return { by, text }
        errors.push(new Error(`The answer of ${by} ended with ${finishReason}.`))
      } catch (error) {
        signal.throwIfAborted()
        errors.push(new Error(`${by} failed.`, { cause: error }))
      }
    }
    throw new AggregateError(errors, 'No vendor gave a complete answer.')
  }
}

export const fallbackNamesModel: YardstickApp = {
  name: 'fallback-names-model',
  story:
    'A router tries three vendors one after the other, each with a limit of its own, and the value names the one that has answered. Each task begins with the first vendor again. If none answers, the error holds what each of them said.',
  sources: ['mnfst/llm-gateway#1126', 'c2siorg/RustCloud#87', 'Muneerali199/Draftdeckai#1046'],
  kind: 'fallback',
  make() {
    const route = makeRouter()
    return ({ signal }) => route('Explain the warranty in plain words.', signal)
  },
  scripts: ordeals(
    {
      isFull: (value) => (value as Answer).by === 'anthropic',
      fault: (run) => (run.value === undefined ? undefined : untold(run, (run.value as Answer).text)),
    },
    {
      steps: [{ inject: [serverError().for('anthropic'), serverError().for('openai')] }],
      wrong: ([step]) => ((step?.[0]?.value as Answer | undefined)?.by === 'mistral' ? undefined : 'The third vendor does not answer.'),
    },
  ),
}
