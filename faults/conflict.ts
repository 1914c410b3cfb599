import { z } from 'zod'
import { defineFault, type FaultFactory } from '../src/kit.ts'

const parameters = z.object({})

/**
 * The request conflicts with another one and gets a 409, which the SDKs retry.
 * Reported in: the retry rules of openai-node and Anthropic's error documentation, both of which treat a 409 as temporary.
 * @example
 * chaos.inject(conflict().first(1))
 */
export const conflict: FaultFactory<typeof parameters> = defineFault({
  name: 'conflict',
  summary: 'the request conflicts with another one (409)',
  family: 'HTTP errors',
  needs: [],
  shows: '5xx',
  persistence: 'transient',
  frequency: 'rare',
  sources: ['https://github.com/openai/openai-node#retries', 'https://platform.openai.com/docs/guides/error-codes/api-errors'],
  breaks: ['retries-at-most', 'at-most-once'],
  parameters,
  admit: () => ({ kind: 'conflict' }),
})
