import { z } from 'zod'
import { insertAt, waitOf, duration, defineFault, type FaultFactory } from '../src/kit.ts'

const parameters = z.object({
  after: duration.default(0).describe('delay before the response, in ms'),
})

/**
 * The provider times out and returns a 408, which the SDKs retry.
 * Reported in: the retry rules of openai-node, which begin with 408.
 * @example
 * chaos.inject(requestTimeout408({ after: '30s' }).nth(1))
 */
export const requestTimeout408: FaultFactory<typeof parameters> = defineFault({
  name: 'request-timeout-408',
  summary: 'the provider times out with a 408',
  family: 'HTTP errors',
  needs: [],
  shows: '5xx',
  persistence: 'transient',
  frequency: 'occasional',
  sources: ['https://github.com/openai/openai-node#retries'],
  breaks: ['settles-within', 'retries-at-most', 'at-most-once'],
  parameters,
  admit: () => ({ kind: 'request-timeout' }),
  deliver: (beats, { parameters: { after } }) => insertAt(beats, { at: 'before-headers' }, () => waitOf(after)),
})
