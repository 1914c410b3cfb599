import Anthropic from '@anthropic-ai/sdk'
import OpenAI from 'openai'
import { slowFirstToken } from '../../../../faults/index.ts'
import { abortPropagates } from '../../../../src/property/index.ts'
import type { YardstickApp } from '../../yardstick-app.ts'

export const abortAsksTheNext: YardstickApp = {
  name: 'abort-asks-the-next',
  story:
    'A side panel that asks a second provider when the first fails. Bug: that the user closed the panel is an error like any other, so closing it starts a second, dearer request that nobody will read.',
  sources: ['tombii/better-ccflare#360', 'railgrid/railgrid#434'],
  faultsNeeded: 1,
  kind: 'abort',
  fitting: abortPropagates(),
  make() {
    const openai = new OpenAI({ apiKey: 'test', timeout: 30_000, maxRetries: 1 })
    const anthropic = new Anthropic({ apiKey: 'test', timeout: 30_000, maxRetries: 1 })
    const question = 'What does this clause mean?'

    async function first(signal: AbortSignal): Promise<string> {
      const completion = await openai.chat.completions.create(
        { model: 'gpt-4o', messages: [{ role: 'user', content: question }] },
        { signal },
      )
      const choice = completion.choices[0]
      if (choice?.finish_reason !== 'stop' || !choice.message.content) throw new Error('The answer of OpenAI is incomplete.')
      return choice.message.content
    }

    async function second(signal: AbortSignal): Promise<string> {
      const message = await anthropic.messages.create(
        { model: 'claude-opus-4-6', max_tokens: 600, messages: [{ role: 'user', content: question }] },
        { signal },
      )
      const [block] = message.content
      if (message.stop_reason !== 'end_turn' || block?.type !== 'text' || block.text === '')
        throw new Error('The answer of Anthropic is incomplete.')
      return block.text
    }

    return async ({ signal }) => {
      try {
        return await first(AbortSignal.any([signal, AbortSignal.timeout(45_000)]))
      } catch {
        return second(AbortSignal.timeout(45_000))
      }
    }
  },
  scripts: [
    {
      steps: [{ inject: [slowFirstToken({ by: '15s' }).for('openai')], abortAfter: 3_000 }],
      wrong: (runs) => {
        const late = runs[0]![0]!.journal.calls.filter(({ startedAt }) => startedAt >= 3_000)
        return late.length > 0 ? `${late.length} request began after the panel was closed.` : undefined
      },
    },
  ],
}
