import { z } from 'zod'
import {
  defineFault,
  duration,
  endAt,
  endAtByte,
  insertAt,
  insertAtByte,
  pinging,
  positionParameters,
  waitOf,
  type Beat,
  type FaultFactory,
} from '../src/kit.ts'

const parameters = z.object({
  ...positionParameters(),
  duration: z
    .union([z.literal('forever'), duration])
    .default('forever')
    .describe('how long it stalls, in ms, or forever'),
  pingEvery: duration.optional().describe('interval of keep-alive events during the stall, in ms; not if the place is a number of bytes'),
})

/** Longer than any app waits. The pings stop after that, so that the test of an app without a timeout ends. */
const longestPinging = 3_600_000

const hang = { type: 'end', how: 'hang' } as const

function* forEver(pingEvery: number | undefined): Generator<Beat, void, undefined> {
  if (pingEvery !== undefined) yield* pinging(pingEvery, longestPinging)
  yield hang
}

/**
 * The response stops partway with the connection open, for a while or forever. A non-streaming answer has sent its
 * headers and part of its body by then.
 * Reported in: https://github.com/earendil-works/pi/pull/7959 and https://github.com/anthropics/claude-code/issues/82297. The SDKs'
 * timeouts cover the headers, not the pause between two tokens.
 * @example
 * chaos.inject(stalledStream({ afterDeltas: 3, duration: '10m' }))
 */
export const stalledStream: FaultFactory<typeof parameters> = defineFault({
  name: 'stalled-stream',
  summary: 'the stream stalls in the middle of an answer',
  family: 'Latency',
  needs: [],
  shows: 'silence',
  persistence: 'transient',
  frequency: 'common',
  sources: [
    'https://github.com/earendil-works/pi/pull/7959',
    'https://github.com/anthropics/claude-code/issues/82297',
    'https://github.com/anthropics/anthropic-sdk-typescript/pull/959',
  ],
  breaks: ['settles-within', 'abort-propagates', 'falls-back'],
  parameters,
  deliver: (beats, { parameters: { duration: ms, pingEvery, ...position } }) =>
    ms === 'forever'
      ? endAt(beats, position, () => forEver(pingEvery))
      : insertAt(beats, position, () => (pingEvery === undefined ? waitOf(ms) : pinging(pingEvery, ms))),
  transport: (items, { parameters: { duration: ms, ...position } }) =>
    ms === 'forever' ? endAtByte(items, position, () => [hang]) : insertAtByte(items, position, () => waitOf(ms)),
})
