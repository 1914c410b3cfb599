import { z } from 'zod'
import { defineFault, type FaultFactory } from '../src/kit.ts'

const parameters = z.object({
  window: z.int().nonnegative().default(0).describe('tokens that the model takes; 0 refuses every call'),
})

/**
 * The prompt exceeds the context window. With `window`, only prompts that exceed it get the error.
 * Reported in: the error code of that name, and chats whose history keeps growing.
 * @example
 * chaos.inject(contextLengthExceeded({ window: 8_000 }))
 */
export const contextLengthExceeded: FaultFactory<typeof parameters> = defineFault({
  name: 'context-length-exceeded',
  summary: 'the prompt exceeds the context window',
  family: 'HTTP errors',
  needs: [],
  shows: '4xx-permanent',
  persistence: 'permanent',
  frequency: 'occasional',
  sources: ['https://platform.openai.com/docs/guides/error-codes/api-errors', 'https://docs.anthropic.com/en/api/errors'],
  breaks: ['handles-over-long-input', 'no-retry-of-permanent', 'falls-back'],
  parameters,
  admit: (call, { parameters: { window } }) => (call.inputTokens > window ? { kind: 'context-length-exceeded' } : undefined),
})
