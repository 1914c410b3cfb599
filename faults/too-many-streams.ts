import { z } from 'zod'
import { duration, defineFault, type FaultFactory } from '../src/kit.ts'

const parameters = z.object({
  limit: z.int().positive().default(4).describe('calls that the account can have open at the same time'),
  retryAfter: duration.default(1_000).describe('Retry-After in ms'),
})

/**
 * The account exceeds its limit of concurrent calls. Single calls succeed.
 * Reported in: hosts that limit concurrent streams instead of calls per minute. The 429 goes away when another answer ends.
 * @example
 * chaos.inject(tooManyStreams({ limit: 4 }))
 */
export const tooManyStreams: FaultFactory<typeof parameters> = defineFault({
  name: 'too-many-streams',
  summary: 'the account exceeds its limit of concurrent calls',
  family: 'HTTP errors',
  needs: ['concurrent-calls'],
  shows: 'rate-limit',
  persistence: 'transient',
  frequency: 'occasional',
  sources: ['https://docs.anthropic.com/en/api/rate-limits', 'https://docs.mistral.ai/deployment/laplateforme/tier/'],
  breaks: ['honors-retry-after', 'backs-off', 'settles-within'],
  parameters,
  admit: (_call, { parameters: { limit, retryAfter }, inFlight }) =>
    inFlight() > limit ? { kind: 'rate-limit-requests', retryAfter } : undefined,
})
