import { z } from 'zod'
import { defineFault, type FaultFactory } from '../src/kit.ts'

const parameters = z.object({
  tokens: z.int().positive().default(2_000).describe('tokens that the reasoning takes if the app sets no limit'),
})

/**
 * Reasoning uses up the token limit and the answer is empty. All tokens are billed.
 * Reported in: https://github.com/64bit/async-openai/issues/424 and https://github.com/BerriAI/litellm-docs/pull/559 (199 of 200
 * tokens were reasoning).
 * @example
 * chaos.inject(reasoningEatsBudget({ tokens: 4_000 }))
 */
export const reasoningEatsBudget: FaultFactory<typeof parameters> = defineFault({
  name: 'reasoning-eats-budget',
  summary: 'reasoning uses up the token limit',
  family: 'Usage and cost',
  needs: ['generation'],
  shows: 'incomplete',
  persistence: 'sticky',
  frequency: 'occasional',
  sources: ['https://github.com/64bit/async-openai/issues/424', 'https://github.com/BerriAI/litellm-docs/pull/559'],
  breaks: ['spends-at-most', 'schema-valid-or-error', 'no-silent-truncation'],
  parameters,
  answer(reply, { call, parameters: { tokens } }) {
    const spent = call.maxTokens ?? tokens
    const usage = reply.usage && { ...reply.usage, outputTokens: spent, reasoningTokens: spent }
    return { ...reply, usage, parts: reply.parts.filter(({ type }) => type === 'reasoning'), finish: 'length', facts: [] }
  },
})
