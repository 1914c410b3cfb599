import { createAnthropic } from '@ai-sdk/anthropic'
import { createOpenAI } from '@ai-sdk/openai'
import { generateText, type LanguageModel } from 'ai'
import { emptyAnswer, serverError } from '../../../../faults/catalogue.ts'
import type { YardstickApp } from '../../yardstick-app.ts'

const day = 24 * 3_600_000
const question = 'Does the museum open on Mondays?'

/** A museum's answering page with a cache of a day. */
export const cachedApology: YardstickApp = {
  name: 'cached-apology',
  story:
    'A museum page answers by the AI SDK and caches answers for a day. If the first model says nothing, a second is asked. Bug: if that one fails, the apology goes into the cache like an answer, and visitors read it for a day though both models are well.',
  sources: ['Aharshi3614/Devwhisper#293', 'HKUDS/LightRAG#1511'],
  faultsNeeded: 2,
  kind: 'fallback',
  make() {
    const openai = createOpenAI({ apiKey: 'test' }).chat('gpt-4o-mini')
    const anthropic = createAnthropic({ apiKey: 'test' })('claude-haiku-4-5')
    const cache = new Map<string, { readonly text: string; readonly until: number }>()
    async function ask(model: LanguageModel, signal: AbortSignal): Promise<string | undefined> {
      const limit = AbortSignal.any([signal, AbortSignal.timeout(60_000)])
      const { text, finishReason } = await generateText({ model, prompt: question, maxRetries: 2, abortSignal: limit })
      return finishReason === 'stop' && text.trim() !== '' ? text : undefined
    }
    async function askSecond(signal: AbortSignal): Promise<string> {
      let text: string | undefined
      try {
        text = await ask(anthropic, signal)
      } catch {
        signal.throwIfAborted()
        return 'Sorry, I cannot answer that right now.'
      }
      if (text === undefined) throw new Error('No model has answered.')
      return text
    }
    return async ({ signal }) => {
      const hit = cache.get(question)
      if (hit !== undefined && hit.until > Date.now()) return hit.text
      const text = (await ask(openai, signal)) ?? (await askSecond(signal))
      cache.set(question, { text, until: Date.now() + day })
      return text
    }
  },
  scripts: [
    {
      steps: [{ inject: [emptyAnswer().for('openai'), serverError().for('anthropic')] }, { after: 3_600_000 }],
      wrong: (runs) => (String(runs[1]?.[0]?.value).startsWith('Sorry') ? 'The apology is served from the cache.' : undefined),
    },
  ],
}
