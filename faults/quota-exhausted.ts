import { z } from 'zod'
import { defineFault, type FaultFactory } from '../src/kit.ts'

const parameters = z.object({})

/**
 * The money has run out. It comes with the status of a rate limit, which the SDKs try again, and no wait will help.
 * Seen in: OpenAI's error code `insufficient_quota` (platform.openai.com/docs/guides/error-codes).
 * @example
 * chaos.inject(quotaExhausted().for('openai'))
 */
export const quotaExhausted: FaultFactory<typeof parameters> = defineFault({
  name: 'quota-exhausted',
  summary: 'the money has run out, under the status of a rate limit',
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
