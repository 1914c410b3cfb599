import { z } from 'zod'
import { defineFault, type FaultFactory } from '../src/kit.ts'

const parameters = z.object({})

/**
 * The bill is not paid: every call is refused until somebody pays.
 * Seen in: OpenRouter's 402 and Anthropic's billing_error; OpenAI says it under the status of a rate limit.
 * @example
 * chaos.inject(paymentRequired().between('1h', '24h'))
 */
export const paymentRequired: FaultFactory<typeof parameters> = defineFault({
  name: 'payment-required',
  summary: 'the bill is not paid',
  family: 'HTTP errors',
  needs: [],
  shows: '4xx-permanent',
  persistence: 'permanent',
  frequency: 'occasional',
  sources: ['https://openrouter.ai/docs/api-reference/errors', 'https://docs.anthropic.com/en/api/errors'],
  breaks: ['no-retry-of-permanent', 'errors-name-cause', 'falls-back'],
  parameters,
  admit: () => ({ kind: 'billing' }),
})
