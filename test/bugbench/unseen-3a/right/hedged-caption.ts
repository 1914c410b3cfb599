import { Mistral } from '@mistralai/mistralai'
import OpenAI from 'openai'
import { slowFirstToken } from '../../../../faults/catalogue.ts'
import type { YardstickApp } from '../../yardstick-app.ts'
import { commonSteps, notSaid } from '../common-steps.ts'

const messages = [{ role: 'user' as const, content: 'Caption this photo: two herons on a frozen pond.' }]

/** A caption service that calls a second model when the first is slow. */
export const hedgedCaption: YardstickApp = {
  name: 'hedged-caption',
  story:
    'A caption service asks OpenAI and, if that fails or takes more than 8 s, Mistral as well. The first whole caption wins, the other request is aborted, and the two need not be equal.',
  sources: ['EasyMetaAu/helm-api#381', 'langchain-ai/langchainjs#4341'],
  kind: 'fallback',
  make() {
    const first = new OpenAI({ apiKey: 'test', maxRetries: 0, timeout: 45_000 })
    const second = new Mistral({ apiKey: 'test', timeoutMs: 45_000 })
    async function askFirst(signal: AbortSignal): Promise<string> {
      const choice = (await first.chat.completions.create({ model: 'gpt-4o', messages }, { signal })).choices[0]
      if (choice?.finish_reason !== 'stop' || !choice.message.content) throw new Error('The caption of OpenAI is not complete.')
      return choice.message.content
    }
    async function askSecond(signal: AbortSignal): Promise<string> {
      signal.throwIfAborted()
      const answer = await second.chat.complete({ model: 'mistral-small-latest', messages }, { fetchOptions: { signal } })
      const choice = answer.choices[0]
      const text = choice?.message?.content
      if (choice?.finishReason !== 'stop' || typeof text !== 'string' || text === '')
        throw new Error('The caption of Mistral is not complete.')
      return text
    }
    return async ({ signal }) => {
      const stop = new AbortController()
      const either = AbortSignal.any([signal, stop.signal])
      const caption = askFirst(either)
      const isFirstEnough = Promise.race([
        caption.then(() => true).catch(() => false),
        new Promise<boolean>((resolve) => void setTimeout(() => resolve(false), 8_000)),
      ])
      const hedge = isFirstEnough.then((enough) => (enough ? caption : askSecond(either)))
      try {
        return await Promise.any([caption, hedge])
      } catch (cause) {
        signal.throwIfAborted()
        throw new Error('Neither OpenAI nor Mistral has given a caption.', { cause })
      } finally {
        stop.abort()
      }
    }
  },
  scripts: [...commonSteps, [{ inject: [slowFirstToken({ by: '20s' }).for('openai')] }]].map((steps) => ({
    steps,
    wrong(runs) {
      const values = runs.flat().map((run) => run.value)
      if (values.at(-1) === undefined) return 'The service does not recover.'
      return values.map((value) => (typeof value === 'string' ? notSaid(value, runs) : undefined)).find((problem) => problem !== undefined)
    },
  })),
}
