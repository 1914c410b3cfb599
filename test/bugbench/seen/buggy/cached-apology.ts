import { createAnthropic } from '@ai-sdk/anthropic'
import { generateText } from 'ai'
import { overloaded } from '../../../../faults/index.ts'
import { day } from '../checks.ts'
import type { YardstickApp } from '../../yardstick-app.ts'

const apology = 'Sorry, I cannot answer that right now. Please try again in a minute.'

export const cachedApology: YardstickApp = {
  name: 'cached-apology',
  story:
    'A help center that caches answers by question. Bug: the apology for an outage is a text like any other and goes into the cache, so that question is met with "try again in a minute" long after the provider is back.',
  sources: ['Aharshi3614/Devwhisper#293', 'lmnr-ai/lmnr#1610', 'promptfoo/promptfoo#706'],
  faultsNeeded: 1,
  kind: 'state',
  make() {
    const anthropic = createAnthropic({ apiKey: 'test' })
    const cache = new Map<string, string>()

    async function ask(prompt: string, signal: AbortSignal): Promise<string> {
      try {
        const { text, finishReason } = await generateText({
          model: anthropic('claude-sonnet-4-6'),
          prompt,
          maxRetries: 2,
          abortSignal: AbortSignal.any([signal, AbortSignal.timeout(60_000)]),
        })
        return finishReason === 'stop' && text !== '' ? text : apology
      } catch {
        signal.throwIfAborted()
        return apology
      }
    }

    return async ({ signal }) => {
      const question = 'Can I change my delivery address?'
      const answer = cache.get(question) ?? (await ask(question, signal))
      cache.set(question, answer)
      return answer
    }
  },
  scripts: [
    {
      steps: [{ inject: [overloaded().first(3)] }, { after: day }],
      wrong: (runs) => (runs[1]![0]!.value === apology ? 'A day later the question still gets the apology.' : undefined),
    },
  ],
}
