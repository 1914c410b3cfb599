import { z } from 'zod'
import { defineFault, type FaultFactory } from '../src/kit.ts'

const parameters = z.object({})

/**
 * The answer is empty and ends like a complete one.
 * Reported in: https://github.com/BerriAI/litellm/issues/24442 and https://github.com/livekit/agents/issues/4066.
 * @example
 * chaos.inject(emptyAnswer().chance(0.02))
 */
export const emptyAnswer: FaultFactory<typeof parameters> = defineFault({
  name: 'empty-answer',
  summary: 'the answer is empty but ends as complete',
  family: 'Answer content',
  needs: [],
  shows: 'empty',
  persistence: 'transient',
  frequency: 'common',
  sources: ['https://github.com/BerriAI/litellm/issues/24442', 'https://github.com/livekit/agents/issues/4066'],
  breaks: ['schema-valid-or-error', 'falls-back'],
  parameters,
  answer: (reply) =>
    reply.parts.length === 0
      ? reply
      : { ...reply, finish: 'stop', parts: [], facts: [], usage: reply.usage && { ...reply.usage, outputTokens: 0, reasoningTokens: 0 } },
})
