import { z } from 'zod'
import { duration, defineFault, type FaultFactory } from '../src/kit.ts'

const parameters = z.object({
  retryAfter: duration.optional().describe('Retry-After in ms. Default: no header'),
  status: z
    .union([z.literal(429), z.literal(503)])
    .default(429)
    .describe('503 is what OpenAI answered until the summer of 2026'),
})

/**
 * The call rate has grown too quickly. The account's limits are not reached, so the remaining amounts in the headers do not help.
 * The client must send less and then increase slowly.
 * Reported in: OpenAI's error code `slow_down`, and Anthropic's acceleration limits.
 * @example
 * chaos.inject(slowDown().between('0s', '2m').chance(0.5))
 */
export const slowDown: FaultFactory<typeof parameters> = defineFault({
  name: 'slow-down',
  summary: 'the call rate grows too fast, within the limits of the account',
  family: 'HTTP errors',
  needs: [],
  shows: 'rate-limit',
  persistence: 'transient',
  frequency: 'occasional',
  sources: [
    'https://learn.microsoft.com/en-us/microsoft-cloud/dev/dev-proxy/concepts/openai-rate-limit-reached',
    'https://docs.claude.com/en/api/rate-limits',
  ],
  breaks: ['backs-off', 'retries-at-most', 'settles-within'],
  parameters,
  admit: (_call, { parameters: { retryAfter, status } }) => ({
    kind: 'rate-limit-requests',
    cause: 'steep-rise',
    ...(status === 429 ? {} : { status }),
    ...(retryAfter === undefined ? {} : { retryAfter }),
  }),
})
