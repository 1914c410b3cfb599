import { z } from 'zod'
import { insertAt, waitOf, duration, defineFault, type FaultFactory } from '../src/kit.ts'

const parameters = z.object({
  after: duration.default(0).describe('how long the provider waits before it says so, in ms'),
})

/**
 * The provider gives up waiting for the request or for itself, and says so by a 408. The SDKs try it again.
 * Seen in: the retry rules of openai-node, where 408 stands first.
 * @example
 * chaos.inject(requestTimeout408({ after: '30s' }).nth(1))
 */
export const requestTimeout408: FaultFactory<typeof parameters> = defineFault({
  name: 'request-timeout-408',
  summary: 'the provider gives up on a request by a 408',
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
