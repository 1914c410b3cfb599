import Anthropic from '@anthropic-ai/sdk'
import { modelNotFound } from '../../../../faults/index.ts'
import type { YardstickApp } from '../../yardstick-app.ts'

const none = 'We have no record of that customer.'

class NoRecordError extends Error {
  readonly status = 404
}

export const missingModelIsNoAnswer: YardstickApp = {
  name: 'missing-model-is-no-answer',
  story:
    'Answers questions about customers with the Anthropic SDK. Bug: a 404 of any service means "no such customer" here, also that of the model that was retired, so clerks are told that good customers do not exist.',
  sources: ['martymcenroe/AssemblyZero#3116', 'https://docs.anthropic.com/en/docs/about-claude/model-deprecations'],
  faultsNeeded: 1,
  kind: 'permanent',
  make() {
    const client = new Anthropic({ apiKey: 'test', timeout: 30_000, maxRetries: 2 })
    const records = new Map([['C-77', 'Ada Berg, customer since 2019, no open invoice.']])

    function recordOf(id: string): string {
      const record = records.get(id)
      if (record === undefined) throw new NoRecordError(id)
      return record
    }

    return async ({ signal }) => {
      try {
        const message = await client.messages.create(
          {
            model: 'claude-sonnet-4-6',
            max_tokens: 300,
            messages: [{ role: 'user', content: `Put this in a friendly sentence: ${recordOf('C-77')}` }],
          },
          { signal: AbortSignal.any([signal, AbortSignal.timeout(60_000)]) },
        )
        const [block] = message.content
        if (message.stop_reason !== 'end_turn' || block?.type !== 'text' || block.text === '') throw new Error('The answer is incomplete.')
        return block.text
      } catch (error) {
        if ((error as { status?: number }).status === 404) return none
        throw error
      }
    }
  },
  scripts: [
    {
      steps: [{ inject: [modelNotFound()] }],
      wrong: (runs) => (runs[0]![0]!.value === none ? 'A customer is denied since a model is gone.' : undefined),
    },
  ],
}
