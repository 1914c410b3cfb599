import { z } from 'zod'
import { defineFault, duration, waitOf, type Beat, type FaultFactory } from '../src/kit.ts'

const parameters = z.object({
  after: duration.default(0).describe('how long the stream stays open, in ms'),
})

/** A stream that opens, sends nothing and ends. */
function* opened(beats: Iterable<Beat>, after: number): Generator<Beat, void, undefined> {
  for (const beat of beats) {
    if (beat.type !== 'start') continue
    yield* [beat, { type: 'flush', reply: beat.reply } as const, ...waitOf(after), { type: 'end', how: 'close' } as const]
    return
  }
}

/**
 * A tool server closes its message stream as soon as it opens, each time a client reconnects.
 * Reported in: a server that received 3.6 million requests a day for 6,000 tool calls.
 * @example
 * chaos.inject(streamFlaps({ after: '1s' }))
 */
export const streamFlaps: FaultFactory<typeof parameters> = defineFault({
  name: 'stream-flaps',
  summary: 'the stream of a tool server closes again and again',
  family: 'Tool servers',
  needs: ['session'],
  shows: 'nothing',
  persistence: 'permanent',
  frequency: 'occasional',
  sources: ['https://github.com/CoinStatsHQ/coinstats-mcp/pull/29', 'https://github.com/malloydata/malloyyo/pull/133'],
  breaks: ['retries-at-most', 'backs-off'],
  parameters,
  deliver: (beats, { call, parameters: { after } }) => (call.listens === true ? opened(beats, after) : beats),
})
