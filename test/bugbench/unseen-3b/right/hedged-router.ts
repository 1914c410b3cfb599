import Anthropic from '@anthropic-ai/sdk'
import OpenAI from 'openai'
import { neverResponds, slowFirstToken } from '../../../../faults/index.ts'
import { rightScripts } from '../checks.ts'
import { pause } from '../pause.ts'
import type { YardstickApp } from '../../yardstick-app.ts'

export const hedgedRouter: YardstickApp = {
  name: 'hedged-router',
  story:
    'A router asks a second provider when the first has not answered after four seconds, or at once when it has failed, and takes the first whole answer. The slower request is aborted. The value says who answered. If both fail it throws an AggregateError with both reasons; there are no other retries.',
  sources: ['clawvisor/clawvisor#355', 'llm-d/llm-d-router#646', 'joshrotenberg/tower-resilience#393'],
  kind: 'race',
  make() {
    const openai = new OpenAI({ apiKey: 'test', maxRetries: 0, timeout: 25_000 })
    const anthropic = new Anthropic({ apiKey: 'test', maxRetries: 0, timeout: 25_000 })
    const content = 'Which gate does flight 18 leave from?'

    async function first(signal: AbortSignal): Promise<{ by: string; text: string }> {
      const completion = await openai.chat.completions.create({ model: 'gpt-4o', messages: [{ role: 'user', content }] }, { signal })
      const choice = completion?.choices?.[0]
      if (choice?.finish_reason !== 'stop' || !choice.message.content) throw new Error('The answer of OpenAI is incomplete.')
      return { by: 'openai', text: choice.message.content }
    }

    async function second(signal: AbortSignal): Promise<{ by: string; text: string }> {
      const message = await anthropic.messages.create(
        { model: 'claude-sonnet-4-6', max_tokens: 500, messages: [{ role: 'user', content }] },
        { signal },
      )
      const text = message?.content?.map((block) => (block.type === 'text' ? block.text : '')).join('')
      if (message?.stop_reason !== 'end_turn' || !text) throw new Error('The answer of Anthropic is incomplete.')
      return { by: 'anthropic', text }
    }

    return async ({ signal }) => {
      const over = new AbortController()
      const stop = AbortSignal.any([signal, over.signal])
      const failed = new AbortController()
      const primary = first(stop).catch((error: unknown) => {
        failed.abort()
        throw error
      })
      const hedge = pause(4_000, AbortSignal.any([stop, failed.signal])).then(() => {
        stop.throwIfAborted()
        return second(stop)
      })
      try {
        return await Promise.any([primary, hedge])
      } finally {
        over.abort()
      }
    }
  },
  scripts: rightScripts(
    [
      [{ inject: [neverResponds().for('openai')] }, {}],
      [{ inject: [slowFirstToken()] }, {}],
      [{ inject: [neverResponds()], abortAfter: 6_000 }, {}],
    ],
    (run) => {
      const value = run.value as { by: string; text: string } | undefined
      if (
        value !== undefined &&
        !run.journal.calls.some((call) => call.provider === value.by && call.finish === 'stop' && call.received === value.text)
      )
        return 'The value is no whole answer of the provider that it names.'
      return run.journal.calls.some((call) => call.attempt > 1) ? 'A provider was asked again.' : undefined
    },
  ),
}
