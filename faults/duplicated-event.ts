import { z } from 'zod'
import { defineFault, changeDelta, type FaultFactory } from '../src/kit.ts'

const parameters = z.object({
  afterDeltas: z.int().nonnegative().default(3).describe('text or tool-argument events delivered first'),
})

/**
 * One event of the stream comes twice.
 * Seen in: https://github.com/kirodotdev/KiroCrew/pull/9551 and https://github.com/coder/xum/pull/2165, replies that begin twice after a reconnect.
 * @example
 * chaos.inject(duplicatedEvent({ afterDeltas: 2 }))
 */
export const duplicatedEvent: FaultFactory<typeof parameters> = defineFault({
  name: 'duplicated-event',
  summary: 'one event of the stream comes twice',
  family: 'Stream',
  needs: ['stream'],
  shows: 'scrambled',
  persistence: 'transient',
  frequency: 'rare',
  sources: ['https://github.com/kirodotdev/KiroCrew/pull/9551', 'https://github.com/coder/xum/pull/2165'],
  breaks: ['streamed-equals-final', 'schema-valid-or-error'],
  parameters,
  frame: (items, { parameters: { afterDeltas } }) => changeDelta(items, afterDeltas, (delta) => [delta, { ...delta }]),
})
