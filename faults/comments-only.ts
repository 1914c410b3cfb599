import { z } from 'zod'
import { duration, defineFault, isEventStream, type FaultFactory, type FrameItem } from '../src/kit.ts'

const parameters = z.object({
  pingEvery: duration.default(10_000).describe('the time between two comments, in ms'),
  duration: duration.default(60_000).describe('how long they are sent, in ms'),
})

function* comments(every: number, ms: number): Generator<FrameItem, void, undefined> {
  const step = Math.max(every, 1)
  for (let at = 0; at + step <= ms; at += step) {
    yield { type: 'frame', role: 'ping', data: '', raw: ': processing\n\n' }
    yield { type: 'wait', ms: step }
  }
  yield { type: 'end', how: 'close' }
}

/**
 * The stream contains comments but no event, then ends.
 * Responses that are not server-sent events are not changed.
 * Reported in: OpenRouter, whose streams contain ": OPENROUTER PROCESSING" while they wait, and
 * https://github.com/theopenco/llmgateway/pull/2334.
 * @example
 * chaos.inject(commentsOnly({ duration: '2m' }))
 */
export const commentsOnly: FaultFactory<typeof parameters> = defineFault({
  name: 'comments-only',
  summary: 'the stream sends only comments',
  family: 'Stream',
  needs: ['stream'],
  shows: 'silence',
  persistence: 'transient',
  frequency: 'rare',
  sources: ['https://openrouter.ai/docs/api-reference/streaming', 'https://github.com/theopenco/llmgateway/pull/2334'],
  breaks: ['settles-within', 'no-silent-truncation', 'falls-back'],
  parameters,
  *frame(items, { parameters: { pingEvery, duration: ms } }) {
    for (const item of items) {
      yield item
      if (item.type === 'head' && item.status === 200 && isEventStream(item)) return yield* comments(pingEvery, ms)
    }
  },
})
