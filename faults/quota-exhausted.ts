import { z } from 'zod'
import { defineFault, type FaultFactory } from '../src/kit.ts'

const parameters = z.object({
  cause: z
    .enum(['credit-balance', 'spend-limit', 'project-spend-limit', 'usage-limit', 'unnamed-quota'])
    .optional()
    .describe(
      'what is used up: the credit, a limit that the customer set for all or for one project, or the limit of the provider; OpenAI named none of them until the summer of 2026. Default: as the provider usually words it',
    ),
})

/**
 * The money has run out. It comes with the status of a rate limit, which the SDKs try again, and no wait will help. A limit that
 * customers set themselves is a 400 at Anthropic.
 * Seen in: https://github.com/promptfoo/promptfoo/issues/10855, a client that tries again for 20 minutes because of a new error code.
 * @example
 * chaos.inject(quotaExhausted({ cause: 'project-spend-limit' }).for('openai'))
 */
export const quotaExhausted: FaultFactory<typeof parameters> = defineFault({
  name: 'quota-exhausted',
  summary: 'the money has run out, under the status of a rate limit',
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
  breaks: ['no-retry-of-permanent', 'falls-back', 'errors-name-cause'],
  parameters,
  admit: (_call, { parameters: { cause } }) => ({ kind: 'quota-exhausted', ...(cause === undefined ? {} : { cause }) }),
})
