import { z } from 'zod'
import { defineFault, type FaultFactory } from '../src/kit.ts'

const parameters = z.object({})

/**
 * The quota is used up. The status is that of a rate limit, which SDKs retry, but waiting does not help.
 * Reported in: OpenAI's error code `insufficient_quota` (platform.openai.com/docs/guides/error-codes).
 * @example
 * chaos.inject(quotaExhausted().for('openai'))
 */
export const quotaExhausted: FaultFactory<typeof parameters> = defineFault({
  name: 'quota-exhausted',
  summary: 'the quota is used up, with the status of a rate limit',
  family: 'HTTP errors',
  needs: [],
  shows: 'rate-limit',
  persistence: 'permanent',
  frequency: 'common',
  sources: ['https://platform.openai.com/docs/guides/error-codes/api-errors'],
  breaks: ['no-retry-of-permanent', 'falls-back', 'errors-name-cause'],
  parameters,
  admit: () => ({ kind: 'quota-exhausted' }),
})
