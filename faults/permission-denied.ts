import { z } from 'zod'
import { defineFault, type FaultFactory } from '../src/kit.ts'

const parameters = z.object({})

/**
 * The API key is valid but lacks permission: wrong region, wrong project, or a model that the account cannot use.
 * Reported in: OpenAI's 403 for countries that it does not serve, and Anthropic's permission_error.
 * @example
 * chaos.inject(permissionDenied().for('gpt-5*'))
 */
export const permissionDenied: FaultFactory<typeof parameters> = defineFault({
  name: 'permission-denied',
  summary: 'the API key lacks the permission',
  family: 'HTTP errors',
  needs: [],
  shows: '4xx-permanent',
  persistence: 'permanent',
  frequency: 'rare',
  sources: ['https://platform.openai.com/docs/guides/error-codes/api-errors', 'https://docs.anthropic.com/en/api/errors'],
  breaks: ['no-retry-of-permanent', 'errors-identify-cause', 'falls-back'],
  parameters,
  admit: () => ({ kind: 'permission' }),
})
