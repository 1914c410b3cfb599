import { z } from 'zod'
import { waitOf, duration, defineFault, type FaultFactory } from '../src/kit.ts'

const parameters = z.object({
  after: duration.default(10_000).describe('when the HTTP client times out, in ms'),
})

/**
 * No connection is established before the HTTP client's connect timeout. A real socket is reset after that time.
 * Reported in: undici, whose connect timeout is 10 s.
 * @example
 * chaos.inject(connectTimeout({ after: '10s' }))
 */
export const connectTimeout: FaultFactory<typeof parameters> = defineFault({
  name: 'connect-timeout',
  summary: 'the connection attempt times out',
  family: 'Connection',
  needs: [],
  shows: 'network-error',
  persistence: 'transient',
  frequency: 'occasional',
  sources: ['https://github.com/nodejs/undici/blob/main/docs/docs/api/Errors.md'],
  breaks: ['settles-within', 'falls-back', 'errors-identify-cause'],
  isUnreached: true,
  parameters,
  deliver: (_beats, { parameters: { after } }) => [...waitOf(after), { type: 'end', how: 'reset', code: 'UND_ERR_CONNECT_TIMEOUT' }],
})
