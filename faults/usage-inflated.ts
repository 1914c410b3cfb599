import { z } from 'zod'
import { defineFault, type FaultFactory } from '../src/kit.ts'

const parameters = z.object({
  factor: z.number().min(1).max(1000).default(10).describe('how many times the tokens are counted'),
})

/**
 * The response counts more tokens than it has, due to another tokenizer or a hidden prompt before yours.
 * Reported in: new tokenizers that count 1.0 to 1.35 times as many tokens, and agents that cost 24 times as much as a chat (vantio.ai).
 * @example
 * chaos.inject(usageInflated({ factor: 1.35 }))
 */
export const usageInflated: FaultFactory<typeof parameters> = defineFault({
  name: 'usage-inflated',
  summary: 'the response reports more tokens than it has',
  family: 'Usage and cost',
  needs: [],
  shows: 'wrong-metadata',
  persistence: 'permanent',
  frequency: 'rare',
  sources: ['https://docs.anthropic.com/en/docs/about-claude/models/overview'],
  breaks: ['spends-at-most'],
  parameters,
  answer(reply, { parameters: { factor } }) {
    const { usage } = reply
    if (usage === undefined || factor === 1) return reply
    const times = (tokens: number): number => Math.ceil(tokens * factor)
    return {
      ...reply,
      usage: {
        ...usage,
        inputTokens: times(usage.inputTokens),
        outputTokens: times(usage.outputTokens),
        reasoningTokens: times(usage.reasoningTokens),
      },
    }
  },
})
