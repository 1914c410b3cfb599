import { z } from 'zod'
import { beginningOf, defineFault, replaceAfterDeltas, type FaultFactory } from '../src/kit.ts'

const parameters = z.object({
  afterDeltas: z.int().nonnegative().default(3).describe('text or tool-argument events delivered whole first'),
})

/**
 * One event's JSON is cut in the middle, and the stream goes on as if nothing were. Where the answer is not streamed, its body is cut.
 * Seen in: https://github.com/Wei-Shaw/sub2api/issues/1471, an error event written into an unfinished one, so that neither parses.
 * @example
 * chaos.inject(malformedEvent({ afterDeltas: 2 }))
 */
export const malformedEvent: FaultFactory<typeof parameters> = defineFault({
  name: 'malformed-event',
  summary: 'one event in the stream is broken JSON',
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
