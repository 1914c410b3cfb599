import { z } from 'zod'
import { defineFault, eventSooner, swapDeltas, type FaultFactory } from '../src/kit.ts'

const parameters = z.object({
  of: z
    .enum(['delta', 'finish', 'terminal'])
    .default('delta')
    .describe(
      'which event: a piece of the answer, which comes after the next one, or one of the last two, which comes before the event before it',
    ),
  afterDeltas: z.int().nonnegative().default(3).describe('text or tool-argument events delivered first'),
})

/**
 * Two events that follow each other come the other way round.
 * Seen in: https://github.com/twentyhq/twenty/pull/22484, chunks that come over two ways and get ahead of each other.
 * @example
 * chaos.inject(reorderedEvents({ afterDeltas: 2 }))
 */
export const reorderedEvents: FaultFactory<typeof parameters> = defineFault({
  name: 'reordered-events',
  summary: 'two events of the stream come the other way round',
  family: 'Stream',
  needs: ['stream'],
  shows: 'scrambled',
  persistence: 'transient',
  frequency: 'rare',
  sources: ['https://github.com/twentyhq/twenty/pull/22484'],
  breaks: ['streamed-equals-final', 'schema-valid-or-error'],
  parameters,
  frame: (items, { parameters: { of, afterDeltas } }) => (of === 'delta' ? swapDeltas(items, afterDeltas) : eventSooner(items, of)),
})
