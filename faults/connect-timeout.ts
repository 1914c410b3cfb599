import { z } from 'zod'
import { waitOf, duration, defineFault, type FaultFactory } from '../src/kit.ts'

const parameters = z.object({
  after: duration.default(10_000).describe('when the HTTP client gives up, in ms'),
})

/**
 * No connection is established, and after a while the HTTP client gives up by itself. Over a real socket the connection is reset after that time.
 * Seen in: undici, whose connections time out after 10 s.
 * @example
 * chaos.inject(connectTimeout({ after: '10s' }))
 */
export const connectTimeout: FaultFactory<typeof parameters> = defineFault({
  name: 'connect-timeout',
  summary: 'no connection is established until the HTTP client gives up',
  family: 'Connection',
  needs: [],
  shows: 'network-error',
  persistence: 'transient',
  frequency: 'occasional',
  sources: ['https://github.com/nodejs/undici/blob/main/docs/docs/api/Errors.md'],
  breaks: ['settles-within', 'falls-back', 'errors-name-cause'],
  isUnreached: true,
  parameters,
  deliver: (_beats, { parameters: { after } }) => [...waitOf(after), { type: 'end', how: 'reset', code: 'UND_ERR_CONNECT_TIMEOUT' }],
})
