import { z } from 'zod'
import { defineFault, type FaultFactory } from '../src/kit.ts'

const parameters = z.object({})

/**
 * The response has no usage. Code that counts tokens counts nothing, or fails.
 * Reported in: https://github.com/anomalyco/opencode/issues/26170 (truncated answers had no usage).
 * @example
 * chaos.inject(usageMissing().chance(0.05))
 */
export const usageMissing: FaultFactory<typeof parameters> = defineFault({
  name: 'usage-missing',
  summary: 'the response has no usage',
  family: 'Usage and cost',
  needs: [],
  shows: 'wrong-metadata',
  persistence: 'transient',
  frequency: 'occasional',
  sources: ['https://github.com/anomalyco/opencode/issues/26170'],
  breaks: ['spends-at-most'],
  parameters,
  answer: (reply) => (reply.usage === undefined ? reply : { ...reply, usage: undefined }),
})
