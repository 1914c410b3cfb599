import { Mistral } from '@mistralai/mistralai'
import OpenAI from 'openai'
import { stalledStream } from '../../../../faults/catalogue.ts'
import { abortPropagates } from '../../../../src/property/index.ts'
import type { YardstickApp } from '../../yardstick-app.ts'

const prompt = 'Draft a polite reminder for the invoice of March.'

/** A draft writer with a second provider. */
export const abortAsksSecond: YardstickApp = {
  name: 'abort-asks-second',
  story:
    'A mail editor streams drafts from OpenAI and falls back to Mistral. Bug: when the user presses stop, the abort counts as a failure of OpenAI, and the draft that nobody wants any more is bought from Mistral.',
  sources: ['openclaw/openclaw#105157', 'zirkelc/ai-retry#21', 'qnbs/WorldScript-Studio#706'],
  faultsNeeded: 1,
  kind: 'abort',
  fitting: abortPropagates(),
  make() {
    const first = new OpenAI({ apiKey: 'test', maxRetries: 1, timeout: 60_000 })
    const second = new Mistral({ apiKey: 'test', timeoutMs: 60_000 })
    async function primary(signal: AbortSignal): Promise<string> {
      const limit = AbortSignal.any([signal, AbortSignal.timeout(45_000)])
      const body = { model: 'gpt-4o', stream: true as const, messages: [{ role: 'user' as const, content: prompt }] }
      const stream = await first.chat.completions.create(body, { signal: limit })
      let text = ''
      let finish: string | null | undefined
      for await (const chunk of stream) {
        text += chunk.choices[0]?.delta.content ?? ''
        finish = chunk.choices[0]?.finish_reason ?? finish
      }
      if (finish !== 'stop' || text === '') throw new Error('The draft of OpenAI is not complete.')
      return text
    }
    return async ({ signal }) => {
      try {
        return await primary(signal)
      } catch {
        const answer = await second.chat.complete({ model: 'mistral-large-latest', messages: [{ role: 'user', content: prompt }] })
        const choice = answer.choices[0]
        const text = choice?.message?.content
        if (choice?.finishReason !== 'stop' || typeof text !== 'string' || text === '') throw new Error('No draft is complete.')
        return text
      }
    }
  },
  scripts: [
    {
      steps: [{ inject: [stalledStream().for('openai')], abortAfter: 5_000 }],
      wrong: (runs) =>
        runs[0]?.[0]?.journal.calls.some((call) => call.provider === 'mistral')
          ? 'Mistral is asked after the user has pressed stop.'
          : undefined,
    },
  ],
}
