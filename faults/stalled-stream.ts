import { z } from 'zod'
import { endAfterDeltas, insertAfterDeltas, pinging, waitOf, duration, defineFault, type Beat, type FaultFactory } from '../src/kit.ts'

const parameters = z.object({
  afterDeltas: z.int().nonnegative().default(3).describe('text or tool-argument events delivered first'),
  lasting: z
    .union([z.literal('forever'), duration])
    .default('forever')
    .describe('how long nothing comes, in ms, or for ever'),
  pingEvery: duration
    .optional()
    .describe('with it, the provider shows that it is there, each so many ms: a client that waits for silence waits on'),
})

/** Longer than anyone waits; after that even the pings cease, so that a test of whoever waits on comes to an end. */
const longestPinging = 3_600_000

function* forEver(pingEvery: number | undefined): Generator<Beat, void, undefined> {
  if (pingEvery !== undefined) yield* pinging(pingEvery, longestPinging)
  yield { type: 'end', how: 'hang' }
}

/**
 * The stream falls silent in the middle of an answer, with the connection open, for a while or for ever.
 * Seen in: https://github.com/earendil-works/pi/pull/7959 and https://github.com/anthropics/claude-code/issues/82297. The SDKs time the headers out,
 * not the pause between two tokens.
 * @example
 * chaos.inject(stalledStream({ afterDeltas: 3, lasting: '10m' }))
 */
export const stalledStream: FaultFactory<typeof parameters> = defineFault({
  name: 'stalled-stream',
  summary: 'the stream falls silent in the middle of an answer',
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
  deliver: (beats, { parameters: { afterDeltas, lasting, pingEvery } }) =>
    lasting === 'forever'
      ? endAfterDeltas(beats, afterDeltas, () => forEver(pingEvery))
      : insertAfterDeltas(beats, afterDeltas, () => (pingEvery === undefined ? waitOf(lasting) : pinging(pingEvery, lasting))),
})
