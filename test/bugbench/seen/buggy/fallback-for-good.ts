import { createAnthropic } from '@ai-sdk/anthropic'
import { createOpenAI } from '@ai-sdk/openai'
import { generateText, type LanguageModel } from 'ai'
import { serverError } from '../../../../faults/index.ts'
import { day } from '../checks.ts'
import type { YardstickApp } from '../../yardstick-app.ts'

export const fallbackForGood: YardstickApp = {
  name: 'fallback-for-good',
  story:
    'Product texts by a tuned primary model, with a dearer one of another vendor as fallback, by the AI SDK. Bug: one failure of the primary marks it as down, and nothing ever takes that back, so the dear model writes all texts until the next release.',
  sources: ['openclaw/openclaw#64083', '0xranx/golembot#16', 'DraconDev/pi-goal-list-loop-audit#12'],
  faultsNeeded: 1,
  kind: 'fallback',
  make() {
    const primary = createOpenAI({ apiKey: 'test' }).chat('gpt-4o-mini')
    const fallback = createAnthropic({ apiKey: 'test' })('claude-opus-4-6')
    let isPrimaryDown = false

    async function write(model: LanguageModel, signal: AbortSignal): Promise<string> {
      const { text, finishReason } = await generateText({
        model,
        prompt: 'Write a product text for a folding bike.',
        maxRetries: 1,
        abortSignal: AbortSignal.any([signal, AbortSignal.timeout(45_000)]),
      })
      if (finishReason !== 'stop' || text === '') throw new Error(`The text stopped by ${finishReason}.`)
      return text
    }

    return async ({ signal }) => {
      if (!isPrimaryDown) {
        try {
          return await write(primary, signal)
        } catch {
          signal.throwIfAborted()
          isPrimaryDown = true
        }
      }
      return write(fallback, signal)
    }
  },
  scripts: [
    {
      steps: [{ inject: [serverError().for('openai').first(2)] }, { after: day }],
      wrong: (runs) => {
        const asked = runs[1]![0]!.journal.calls.map(({ provider }) => provider)
        return asked.includes('openai') ? undefined : `A day after one failure only ${asked.join(', ')} is asked.`
      },
    },
  ],
}
