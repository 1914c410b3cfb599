import Anthropic from '@anthropic-ai/sdk'
import OpenAI from 'openai'
import { overloaded, serverError } from '../../../../faults/index.ts'
import { degradesVisibly } from '../../../../src/property/index.ts'
import type { YardstickApp } from '../../yardstick-app.ts'

const canned = 'Yes, that is covered by your insurance.'

export const cannedLastResort: YardstickApp = {
  name: 'canned-last-resort',
  story:
    'An insurer answers whether a damage is covered, by one provider or the other. Bug: where both fail, the most frequent answer is given as if a model had said it, and a customer pays for a repair that is not covered.',
  sources: ['HartsyAI/SwarmUI-MagicPromptExtension#62', 'https://www.canlii.org/en/bc/bccrt/doc/2024/2024bccrt149/2024bccrt149.html'],
  faultsNeeded: 2,
  kind: 'fallback',
  fitting: degradesVisibly(),
  make() {
    const openai = new OpenAI({ apiKey: 'test', timeout: 30_000, maxRetries: 1 })
    const anthropic = new Anthropic({ apiKey: 'test', timeout: 30_000, maxRetries: 1 })
    const question = 'Is water damage by a burst pipe covered?'

    async function askOpenAI(signal: AbortSignal): Promise<string> {
      const completion = await openai.chat.completions.create(
        { model: 'gpt-4o', messages: [{ role: 'user', content: question }] },
        { signal },
      )
      const choice = completion.choices[0]
      if (choice?.finish_reason !== 'stop' || !choice.message.content) throw new Error('The answer of OpenAI is incomplete.')
      return choice.message.content
    }

    async function askAnthropic(signal: AbortSignal): Promise<string> {
      const message = await anthropic.messages.create(
        { model: 'claude-sonnet-4-6', max_tokens: 600, messages: [{ role: 'user', content: question }] },
        { signal },
      )
      const [block] = message.content
      if (message.stop_reason !== 'end_turn' || block?.type !== 'text' || block.text === '')
        throw new Error('The answer of Anthropic is incomplete.')
      return block.text
    }

    return async ({ signal }) => {
      for (const ask of [askOpenAI, askAnthropic]) {
        try {
          return await ask(AbortSignal.any([signal, AbortSignal.timeout(45_000)]))
        } catch {
          signal.throwIfAborted()
        }
      }
      return canned
    }
  },
  scripts: [
    {
      steps: [{ inject: [serverError().for('openai'), overloaded().for('anthropic')] }],
      wrong: (runs) => (runs[0]![0]!.value === canned ? 'A customer is told something that no model said.' : undefined),
    },
  ],
}
