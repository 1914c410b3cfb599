import { z } from 'zod'
import { endAfterDeltas, waitOf, duration, defineFault, type FaultFactory } from '../src/kit.ts'

const parameters = z.object({
  afterDeltas: z.int().nonnegative().default(3).describe('text or tool-argument events delivered first'),
  after: duration.default(300_000).describe('how long nothing comes until the HTTP client gives up, in ms'),
})

/**
 * The answer stops in its middle, and after minutes of silence the HTTP client breaks it off by itself.
 * Seen in: undici, which waits 300 s between two pieces of a body.
 * @example
 * chaos.inject(bodyTimeout({ afterDeltas: 3 }))
 */
export const bodyTimeout: FaultFactory<typeof parameters> = defineFault({
  name: 'body-timeout',
  summary: 'the answer stops until the HTTP client breaks it off',
  family: 'Connection',
  needs: [],
  shows: 'network-error',
  persistence: 'transient',
  frequency: 'occasional',
  sources: [
    'https://github.com/nodejs/undici/blob/main/docs/docs/api/Errors.md',
    'https://github.com/nodejs/undici/blob/main/docs/docs/api/Client.md',
  ],
  breaks: ['settles-within', 'no-silent-truncation', 'falls-back'],
  parameters,
  deliver: (beats, { parameters: { afterDeltas, after } }) =>
    endAfterDeltas(beats, afterDeltas, () => [...waitOf(after), { type: 'end', how: 'reset', code: 'UND_ERR_BODY_TIMEOUT' }]),
})
