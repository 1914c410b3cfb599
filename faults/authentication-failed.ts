import { z } from 'zod'
import { defineFault, type FaultFactory } from '../src/kit.ts'

const parameters = z.object({})

/**
 * The key is refused: revoked, or good and not believed because the provider's own login is broken.
 * Seen in: Anthropic on 2026-04-28, 78 minutes of authentication errors on good keys, and OpenAI on 2023-10-19 (status.openai.com/incidents/fk0tcbydtybr).
 * @example
 * chaos.inject(authenticationFailed().for('anthropic').between('10m', '88m'))
 */
export const authenticationFailed: FaultFactory<typeof parameters> = defineFault({
  name: 'authentication-failed',
  summary: 'the API key is refused, whether or not it is valid',
  family: 'HTTP errors',
  needs: [],
  shows: '4xx-permanent',
  persistence: 'permanent',
  frequency: 'occasional',
  sources: ['https://status.openai.com/incidents/fk0tcbydtybr', 'https://docs.anthropic.com/en/api/errors'],
  breaks: ['no-retry-of-permanent', 'falls-back', 'errors-name-cause'],
  parameters,
  admit: () => ({ kind: 'authentication' }),
})
