import { z } from 'zod'
import { waitOf, duration, defineFault, type FaultFactory } from '../src/kit.ts'

const parameters = z.object({
  after: duration.default(300_000).describe('when the HTTP client times out, in ms'),
})

/**
 * The request is accepted, but no header arrives before the HTTP client's headers timeout.
 * Reported in: undici, which waits 300 s for headers: longer than most users, but less than the SDKs' own timeout (600 s).
 * @example
 * chaos.inject(headersTimeout())
 */
export const headersTimeout: FaultFactory<typeof parameters> = defineFault({
  name: 'headers-timeout',
  summary: 'no header arrives until the HTTP client times out',
  family: 'Connection',
  needs: [],
  shows: 'network-error',
  persistence: 'transient',
  frequency: 'occasional',
  sources: [
    'https://github.com/nodejs/undici/blob/main/docs/docs/api/Errors.md',
    'https://github.com/nodejs/undici/blob/main/docs/docs/api/Client.md',
  ],
  breaks: ['settles-within', 'falls-back', 'errors-identify-cause'],
  parameters,
  deliver: (_beats, { parameters: { after } }) => [...waitOf(after), { type: 'end', how: 'reset', code: 'UND_ERR_HEADERS_TIMEOUT' }],
})
