import { z } from 'zod'
import { defineFault, type FaultFactory } from '../src/kit.ts'

const parameters = z.object({})

/**
 * The response reports a usage of zero tokens.
 * Reported in: https://github.com/waybarrios/vllm-mlx/pull/236, and https://github.com/MiXaiLL76/auto_ai_router/pull/142, bills without
 * input tokens.
 * @example
 * chaos.inject(usageZero())
 */
export const usageZero: FaultFactory<typeof parameters> = defineFault({
  name: 'usage-zero',
  summary: 'the response reports zero tokens',
  family: 'Usage and cost',
  needs: [],
  shows: 'wrong-metadata',
  persistence: 'transient',
  frequency: 'rare',
  sources: ['https://github.com/waybarrios/vllm-mlx/pull/236', 'https://github.com/MiXaiLL76/auto_ai_router/pull/142'],
  breaks: ['spends-at-most'],
  parameters,
  answer: (reply) =>
    reply.usage === undefined || reply.usage.inputTokens + reply.usage.outputTokens === 0
      ? reply
      : { ...reply, usage: { inputTokens: 0, outputTokens: 0, reasoningTokens: 0, cachedInputTokens: 0 } },
})
