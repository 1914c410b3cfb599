import { z } from 'zod'
import { duration, defineFault, type FaultFactory } from '../src/kit.ts'

const parameters = z.object({
  retryAfter: duration.optional().describe('Retry-After in ms. Default: no header'),
})

/**
 * The provider is overloaded and refuses the call, usually without Retry-After.
 * Reported in: https://github.com/anthropics/claude-code/issues/2919 (nine of ten attempts got a 529 and one timed out).
 * @example
 * chaos.inject(overloaded().for('anthropic').between('0s', '20m'))
 */
export const overloaded: FaultFactory<typeof parameters> = defineFault({
  name: 'overloaded',
  summary: 'the provider is overloaded and refuses the call',
  family: 'HTTP errors',
  needs: [],
  shows: '5xx',
  persistence: 'transient',
  frequency: 'common',
  sources: ['https://docs.anthropic.com/en/api/errors', 'https://github.com/anthropics/claude-code/issues/2919'],
  breaks: ['retries-at-most', 'backs-off', 'falls-back', 'settles-within'],
  parameters,
  admit: (_call, { parameters: { retryAfter } }) => ({ kind: 'overloaded', ...(retryAfter === undefined ? {} : { retryAfter }) }),
})
