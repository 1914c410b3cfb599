import { z } from 'zod'
import { defineFault, changeEvent, type FaultFactory } from '../src/kit.ts'

const parameters = z.object({
  of: z
    .enum(['opening', 'delta', 'reasoning', 'finish', 'terminal'])
    .default('delta')
    .describe(
      'which event: the first one, a delta of the answer or of the reasoning, the one with the finish reason, or the terminal event',
    ),
  afterDeltas: z.int().nonnegative().default(3).describe('text or tool-argument events delivered first, for a delta'),
})

/**
 * One event of the stream is lost, so a word is missing in the middle. All others arrive.
 * Reported in: https://github.com/openchamber/openchamber/pull/916 which fixes chunks lost between a proxy and its client.
 * @example
 * chaos.inject(droppedEvent({ afterDeltas: 2 }))
 */
export const droppedEvent: FaultFactory<typeof parameters> = defineFault({
  name: 'dropped-event',
  summary: 'one event of the stream is lost',
  family: 'Stream',
  needs: ['stream'],
  shows: 'scrambled',
  persistence: 'transient',
  frequency: 'rare',
  sources: ['https://github.com/openchamber/openchamber/pull/916'],
  breaks: ['streamed-equals-final', 'schema-valid-or-error', 'no-silent-truncation'],
  parameters,
  frame: (items, { parameters: { of, afterDeltas } }) => changeEvent(items, of, afterDeltas, () => []),
})
