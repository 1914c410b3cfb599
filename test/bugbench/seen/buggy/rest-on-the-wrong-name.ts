import Anthropic from '@anthropic-ai/sdk'
import OpenAI from 'openai'
import { rateLimited, serverError } from '../../../../faults/index.ts'
import { minute } from '../checks.ts'
import { waitAskedBy } from '../pause.ts'
import type { YardstickApp } from '../../yardstick-app.ts'

interface Target {
  readonly name: string
  ask(signal: AbortSignal): Promise<string>
}

function restAskedBy(error: unknown): number {
  const isOfProvider = error instanceof OpenAI.APIError || error instanceof Anthropic.APIError
  return isOfProvider ? waitAskedBy(error.headers as Headers | undefined) : 0
}

export const restOnTheWrongName: YardstickApp = {
  name: 'rest-on-the-wrong-name',
  story:
    'A router over two providers that lets one rest when it asks for that. Bug: the rest is written down for the provider that was tried first and not for the one that failed, so when both fail, the hour that the second one asked for locks out the first, which is long well again.',
  sources: ['diegosouzapw/OmniRoute#858', 'majiayu000/litellm-rs#720', 'NousResearch/hermes-agent#57582'],
  faultsNeeded: 2,
  kind: 'fallback',
  make() {
    const openai = new OpenAI({ apiKey: 'test', timeout: 30_000, maxRetries: 0 })
    const anthropic = new Anthropic({ apiKey: 'test', timeout: 30_000, maxRetries: 0 })
    const messages = [{ role: 'user' as const, content: 'Which bolt fits an M8 nut?' }]
    const restsUntil = new Map<string, number>()
    const targets: readonly Target[] = [
      {
        name: 'openai',
        ask: async (signal) => {
          const completion = await openai.chat.completions.create({ model: 'gpt-4o', messages }, { signal })
          const choice = completion.choices[0]
          if (choice?.finish_reason !== 'stop' || !choice.message.content) throw new Error('The answer of OpenAI is incomplete.')
          return choice.message.content
        },
      },
      {
        name: 'anthropic',
        ask: async (signal) => {
          const message = await anthropic.messages.create({ model: 'claude-sonnet-4-6', max_tokens: 400, messages }, { signal })
          const [block] = message.content
          if (message.stop_reason !== 'end_turn' || block?.type !== 'text' || block.text === '')
            throw new Error('The answer of Anthropic is incomplete.')
          return block.text
        },
      },
    ]

    return async ({ signal }) => {
      const ready = targets.filter(({ name }) => (restsUntil.get(name) ?? 0) <= Date.now())
      const errors: unknown[] = []
      for (const target of ready) {
        try {
          return await target.ask(signal)
        } catch (error) {
          signal.throwIfAborted()
          errors.push(error)
          const rest = restAskedBy(error)
          if (rest > 0) restsUntil.set(ready[0]!.name, Date.now() + rest)
        }
      }
      throw new AggregateError(errors, 'No provider answered.')
    }
  },
  scripts: [
    {
      steps: [
        { inject: [serverError().for('openai').first(1), rateLimited({ retryAfter: '1h' }).for('anthropic')] },
        { after: 5 * minute, inject: [rateLimited({ retryAfter: '50m' }).for('anthropic')] },
      ],
      wrong: (runs) => {
        const { error, journal } = runs[1]![0]!
        const isAsked = journal.calls.some(({ provider }) => provider === 'openai')
        return error !== undefined && !isAsked ? 'OpenAI is well, and was not asked.' : undefined
      },
    },
  ],
}
