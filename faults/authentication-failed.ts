import { z } from 'zod'
import { defineFault, type FaultFactory } from '../src/kit.ts'

const parameters = z.object({})

/**
 * The API key is rejected: it is revoked, or the provider's login is broken.
 * Reported in: Anthropic on 2026-04-28, 78 minutes of authentication errors on valid keys, with the documented status and type.
 * @example
 * chaos.inject(authenticationFailed().for('anthropic').between('10m', '88m'))
 */
export const authenticationFailed: FaultFactory<typeof parameters> = defineFault({
  name: 'authentication-failed',
  summary: 'the API key is rejected',
  family: 'HTTP errors',
  needs: [],
  shows: '4xx-permanent',
  persistence: 'permanent',
  frequency: 'occasional',
  sources: ['https://docs.claude.com/en/api/errors', 'https://platform.openai.com/docs/guides/error-codes/api-errors'],
  breaks: ['no-retry-of-permanent', 'falls-back', 'errors-identify-cause'],
  parameters,
  admit: () => ({ kind: 'authentication' }),
})
