import { createAnthropic } from '@ai-sdk/anthropic'
import { createOpenAI } from '@ai-sdk/openai'
import { generateText } from 'ai'
import { badDays } from '../bad-days.ts'
import { isWholeAnswer } from '../checks.ts'
import { neverResponds, overloaded, serverError } from '../../../../faults/index.ts'
import type { YardstickApp } from '../../yardstick-app.ts'

const system = 'You answer for a museum. Never give prices.'

export const twoVendors: YardstickApp = {
  name: 'two-vendors',
  story:
    'Asks one vendor and then another by the AI SDK, each within its own deadline and with the same system prompt, the first anew in each run. When both fail it rejects with what each of them said.',
  sources: ['vercel/ai#15381', 'railgrid/railgrid#434'],
  kind: 'fallback',
  make() {
    const models = [createOpenAI({ apiKey: 'test' }).chat('gpt-4o'), createAnthropic({ apiKey: 'test' })('claude-sonnet-4-6')]

    return async ({ signal }) => {
      const errors: unknown[] = []
      for (const model of models) {
        try {
          const { text, finishReason } = await generateText({
            model,
            system,
            prompt: 'Is the garden open in winter?',
            maxRetries: 1,
            abortSignal: AbortSignal.any([signal, AbortSignal.timeout(40_000)]),
          })
          if (finishReason === 'stop' && text !== '') return text
          errors.push(new Error(`The answer stopped by ${finishReason}.`))
        } catch (error) {
          signal.throwIfAborted()
          errors.push(error)
        }
      }
      throw new AggregateError(errors, `No vendor answered: ${errors.map(String).join('; ')}`)
    }
  },
  scripts: badDays(
    (run) => (run.error !== undefined || isWholeAnswer(run.value, run) ? undefined : `No whole answer: ${String(run.value)}`),
    [{ inject: [serverError().for('openai'), overloaded().for('anthropic')] }],
    [{ inject: [neverResponds().for('openai')] }],
  ),
}
