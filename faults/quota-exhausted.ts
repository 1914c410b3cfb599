import { z } from 'zod'
import { defineFault, type FaultFactory } from '../src/kit.ts'

const parameters = z.object({
  cause: z
    .enum(['credit-balance', 'spend-limit', 'project-spend-limit', 'usage-limit', 'unnamed-quota'])
    .optional()
    .describe(
      'what is used up: the credit, a limit that the customer set for all projects or for one, or a limit of the provider; OpenAI did not name it before summer 2026. Default: the usual one of the provider',
    ),
})

/**
 * The quota is used up. The status is that of a rate limit, which SDKs retry, but waiting does not help. A limit set by the
 * customer is a 400 with Anthropic.
 * Reported in: https://github.com/promptfoo/promptfoo/issues/10855 (a client retries for 20 minutes because of a new error code).
 * @example
 * chaos.inject(quotaExhausted({ cause: 'project-spend-limit' }).for('openai'))
 */
export const quotaExhausted: FaultFactory<typeof parameters> = defineFault({
  name: 'quota-exhausted',
  summary: 'the quota is used up, with the status of a rate limit',
  family: 'HTTP errors',
  needs: [],
  shows: 'rate-limit',
  persistence: 'permanent',
  frequency: 'common',
  sources: [
    'https://github.com/promptfoo/promptfoo/issues/10855',
    'https://help.openai.com/en/articles/6614457-troubleshooting-api-usage-and-spend-limits',
    'https://docs.claude.com/en/api/rate-limits',
  ],
  breaks: ['no-retry-of-permanent', 'falls-back', 'errors-identify-cause'],
  parameters,
  admit: (_call, { parameters: { cause } }) => ({ kind: 'quota-exhausted', ...(cause === undefined ? {} : { cause }) }),
})
