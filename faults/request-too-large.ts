import { z } from 'zod'
import { defineFault, type FaultFactory } from '../src/kit.ts'

const parameters = z.object({
  tokens: z.int().nonnegative().default(0).describe('tokens of a request that the provider still takes; 0 refuses every call'),
})

/**
 * The request body exceeds the provider's size limit. With `limit`, only bodies that exceed it get the error.
 * Reported in: Anthropic's 413 (32 MB for messages).
 * @example
 * chaos.inject(requestTooLarge())
 */
export const requestTooLarge: FaultFactory<typeof parameters> = defineFault({
  name: 'request-too-large',
  summary: 'the request body is too large',
  family: 'HTTP errors',
  needs: [],
  shows: '4xx-permanent',
  persistence: 'permanent',
  frequency: 'rare',
  sources: ['https://docs.anthropic.com/en/api/errors'],
  breaks: ['handles-over-long-input', 'no-retry-of-permanent', 'falls-back'],
  parameters,
  admit: (call, { parameters: { tokens } }) => (call.inputTokens > tokens ? { kind: 'request-too-large' } : undefined),
})
