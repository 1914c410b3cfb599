import { z } from 'zod'
import { endAt, endAtByte, positionParameters, waitOf, duration, defineFault, type FaultFactory } from '../src/kit.ts'

const parameters = z.object({
  ...positionParameters(),
  after: duration.default(300_000).describe('time without data until the HTTP client times out, in ms'),
})

function timingOut(after: number) {
  return [...waitOf(after), { type: 'end', how: 'reset', code: 'UND_ERR_BODY_TIMEOUT' } as const]
}

/**
 * The response stalls until the body timeout of the HTTP client ends it.
 * Reported in: undici, which waits 300 s between two chunks of a body.
 * @example
 * chaos.inject(bodyTimeout({ afterDeltas: 3 }))
 */
export const bodyTimeout: FaultFactory<typeof parameters> = defineFault({
  name: 'body-timeout',
  summary: 'the response stalls until the HTTP client times out',
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
  deliver: (beats, { parameters: { after, ...position } }) => endAt(beats, position, () => timingOut(after)),
  transport: (items, { parameters: { after, ...position } }) => endAtByte(items, position, () => timingOut(after)),
})
