import { z } from 'zod'
import { defineFault, type FaultFactory } from '../src/kit.ts'

const parameters = z.object({})

/**
 * The bill is not paid: every call fails until someone pays.
 * Reported in: OpenRouter's 402, and https://github.com/anthropics/claude-code/issues/4684 (Anthropic returns 400). OpenAI uses the
 * status of a rate limit.
 * @example
 * chaos.inject(paymentRequired().between('1h', '24h'))
 */
export const paymentRequired: FaultFactory<typeof parameters> = defineFault({
  name: 'payment-required',
  summary: 'the account has an unpaid bill',
  family: 'HTTP errors',
  needs: [],
  shows: '4xx-permanent',
  persistence: 'permanent',
  frequency: 'occasional',
  sources: ['https://openrouter.ai/docs/api-reference/errors', 'https://github.com/anthropics/claude-code/issues/4684'],
  breaks: ['no-retry-of-permanent', 'errors-identify-cause', 'falls-back'],
  parameters,
  admit: () => ({ kind: 'billing' }),
})
