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
 * One event of the stream is sent twice.
 * Reported in: https://github.com/coder/xum/pull/2165 (answers start twice after a reconnect).
 * @example
 * chaos.inject(duplicatedEvent({ afterDeltas: 2 }))
 */
export const duplicatedEvent: FaultFactory<typeof parameters> = defineFault({
  name: 'duplicated-event',
  summary: 'one event of the stream is sent twice',
  family: 'Stream',
  needs: ['stream'],
  shows: 'scrambled',
  persistence: 'transient',
  frequency: 'rare',
  sources: ['https://github.com/coder/xum/pull/2165'],
  breaks: ['streamed-equals-final', 'schema-valid-or-error'],
  parameters,
  frame: (items, { parameters: { of, afterDeltas } }) => changeEvent(items, of, afterDeltas, (event) => [event, { ...event }]),
})
