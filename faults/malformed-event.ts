import { z } from 'zod'
import { beginningOf, defineFault, replaceAfterDeltas, type FaultFactory } from '../src/kit.ts'

const parameters = z.object({
  afterDeltas: z.int().nonnegative().default(3).describe('text or tool-argument events delivered intact first'),
})

/**
 * The JSON of one event is truncated and the stream continues. The body of a non-streaming answer is truncated.
 * Reported in: https://github.com/Wei-Shaw/sub2api/issues/1471 (an error event is written into an unfinished one, so neither parses).
 * @example
 * chaos.inject(malformedEvent({ afterDeltas: 2 }))
 */
export const malformedEvent: FaultFactory<typeof parameters> = defineFault({
  name: 'malformed-event',
  summary: 'one event of the stream is invalid JSON',
  family: 'Stream',
  needs: [],
  shows: 'broken-json',
  persistence: 'transient',
  frequency: 'common',
  sources: ['https://github.com/Wei-Shaw/sub2api/issues/1471', 'https://github.com/SamSaffron/term-llm/pull/448'],
  breaks: ['streamed-equals-final', 'typed-errors', 'schema-valid-or-error'],
  parameters,
  frame: (items, { parameters: { afterDeltas } }) =>
    replaceAfterDeltas(items, afterDeltas, ({ received: _told, completes: _completes, ...frame }) => ({
      ...frame,
      data: beginningOf(frame.data, Math.ceil(frame.data.length / 2)),
    })),
})
