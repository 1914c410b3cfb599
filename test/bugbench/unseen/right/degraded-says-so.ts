import { createOpenAI } from '@ai-sdk/openai'
import { generateText } from 'ai'
import type { YardstickApp } from '../../yardstick-app.ts'
import { ordeals, untold } from '../ordeals.ts'

interface Greeting {
  readonly text: string
  readonly degraded: boolean
  readonly reason?: string
}

const template = 'Welcome back! Your orders are listed below.'

function makeGreeter(): (signal: AbortSignal) => Promise<Greeting> {
  const openai = createOpenAI({ apiKey: 'test' })
  return async (signal) => {
    try {
      const { text, finishReason } = await generateText({
        model: openai.chat('gpt-4o-mini'),
        prompt: 'Greet the customer, who has ordered boots twice.',
        maxRetries: 0,
        abortSignal: AbortSignal.any([signal, AbortSignal.timeout(5_000)]),
      })
      if (finishReason !== 'stop' || text === '') return { text: template, degraded: true, reason: `ended with ${finishReason}` }
      return { text, degraded: false }
    } catch (error) {
      signal.throwIfAborted()
      return { text: template, degraded: true, reason: error instanceof Error ? error.name : 'unknown' }
    }
  }
}

export const degradedSaysSo: YardstickApp = {
  name: 'degraded-says-so',
  story:
    'A shop greets its customers in words of the model. It never retries: whatever goes wrong, the page shows a fixed greeting, and the value says that it is one, and why.',
  sources: ['BrenoAlberto/pgReviewer#143', 'vercel/ai packages/ai/src/generate-text/generate-text.ts'],
  kind: 'fallback',
  make() {
    const greet = makeGreeter()
    return ({ signal }) => greet(signal)
  },
  scripts: ordeals({
    isFull: (value) => !(value as Greeting).degraded,
    fault: (run) => {
      const greeting = run.value as Greeting | undefined
      if (greeting === undefined) return undefined
      return greeting.degraded === (greeting.text === template)
        ? greeting.degraded
          ? undefined
          : untold(run, greeting.text)
        : 'The mark is wrong.'
    },
  }),
}
