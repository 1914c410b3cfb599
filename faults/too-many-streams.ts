import { z } from 'zod'
import { duration, defineFault, type FaultFactory } from '../src/kit.ts'

const parameters = z.object({
  atOnce: z.int().positive().default(4).describe('calls that may be answered at the same time'),
  retryAfter: duration.default(1_000).describe('how long the provider asks to wait, in ms'),
})

/**
 * More answers are asked for at once than the account may have. Calls that come alone pass.
 * Seen in: hosts that limit the streams at once instead of the calls a minute; a 429 that waiting for an answer to end cures.
 * @example
 * chaos.inject(tooManyStreams({ atOnce: 4 }))
 */
export const tooManyStreams: FaultFactory<typeof parameters> = defineFault({
  name: 'too-many-streams',
  summary: 'more answers are asked for at once than the account may have',
  family: 'HTTP errors',
  needs: ['concurrent-calls'],
  shows: 'rate-limit',
  persistence: 'transient',
  frequency: 'occasional',
  sources: ['https://docs.anthropic.com/en/api/rate-limits', 'https://docs.mistral.ai/deployment/laplateforme/tier/'],
  breaks: ['honors-retry-after', 'backs-off', 'settles-within'],
  parameters,
  admit: (_call, { parameters: { atOnce, retryAfter }, inFlight }) =>
    inFlight() > atOnce ? { kind: 'rate-limit-requests', retryAfter } : undefined,
})
