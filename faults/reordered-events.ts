import { z } from 'zod'
import { defineFault, eventSooner, swapDeltas, type FaultFactory } from '../src/kit.ts'

const parameters = z.object({
  of: z
    .enum(['delta', 'finish', 'terminal'])
    .default('delta')
    .describe('which event: a delta of the answer, sent after the next one, or one of the last two events, sent before the one before it'),
  afterDeltas: z.int().nonnegative().default(3).describe('text or tool-argument events delivered first'),
})

/**
 * Two consecutive events are swapped.
 * Reported in: https://github.com/twentyhq/twenty/pull/22484 (chunks take two paths and overtake each other).
 * @example
 * chaos.inject(reorderedEvents({ afterDeltas: 2 }))
 */
export const reorderedEvents: FaultFactory<typeof parameters> = defineFault({
  name: 'reordered-events',
  summary: 'two events of the stream are swapped',
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
