import { z } from 'zod'
import { defineFault, type FaultFactory } from '../src/kit.ts'

const parameters = z.object({})

/**
 * The prompt cache misses even though the prompt was sent before. The complete prompt is billed at full price.
 * Reported in: https://platform.openai.com/docs/guides/prompt-caching (a cache lasts minutes, and one changed byte at the start
 * invalidates it).
 * @example
 * chaos.inject(cacheMiss().chance(0.5))
 */
export const cacheMiss: FaultFactory<typeof parameters> = defineFault({
  name: 'cache-miss',
  summary: 'the prompt cache misses',
  family: 'Usage and cost',
  needs: ['cached-prompt'],
  shows: 'wrong-metadata',
  persistence: 'transient',
  frequency: 'common',
  sources: [
    'https://platform.openai.com/docs/guides/prompt-caching',
    'https://docs.anthropic.com/en/docs/build-with-claude/prompt-caching',
  ],
  breaks: ['spends-at-most', 'settles-within'],
  parameters,
  answer: (reply) =>
    reply.usage === undefined || reply.usage.cachedInputTokens === 0
      ? reply
      : { ...reply, usage: { ...reply.usage, cachedInputTokens: 0 } },
})
