import { z } from 'zod'
import { defineFault, changeEvent, type FaultFactory } from '../src/kit.ts'

const parameters = z.object({
  afterDeltas: z.int().nonnegative().default(3).describe('text or tool-argument events delivered first'),
  name: z
    .string()
    .min(1)
    .regex(/^[^\r\n\0]*$/, 'expected the type of an event in one line')
    .default('keepalive')
    .describe('the type of the event'),
})

/**
 * The stream contains an event of a type that clients do not know. It has no content, and a client can skip it.
 * Reported in: https://github.com/openai/openai-node/pull/1965 (a keepalive event ended every stream of an SDK version).
 * @example
 * chaos.inject(unknownEvent({ name: 'response.heartbeat' }))
 */
export const unknownEvent: FaultFactory<typeof parameters> = defineFault({
  name: 'unknown-event',
  summary: 'the stream contains an event of an unknown type',
  family: 'Stream',
  needs: ['stream'],
  shows: 'noise',
  persistence: 'transient',
  frequency: 'occasional',
  sources: ['https://github.com/openai/openai-node/pull/1965'],
  breaks: ['typed-errors', 'streamed-equals-final'],
  parameters,
  frame: (items, { parameters: { afterDeltas, name } }) =>
    changeEvent(items, 'delta', afterDeltas, (delta) => [
      { type: 'frame', role: 'ping', event: name, data: JSON.stringify({ type: name }) },
      delta,
    ]),
})
