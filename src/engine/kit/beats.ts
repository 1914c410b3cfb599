import type { Beat, DeltaBeat, WaitBeat } from '../model/beat.ts'
import type { Reply } from '../model/reply.ts'

/** Returns whether a beat is a delta that the app can see: text, a refusal or tool arguments, but not reasoning. */
export function isVisibleDelta(beat: Beat): beat is DeltaBeat {
  return beat.type === 'delta' && beat.of !== 'reasoning'
}

/**
 * Returns one wait, or nothing if `ms` is 0, so that a fault with no wait does not fire.
 * @example
 * waitOf(250) // => [{ type: 'wait', ms: 250 }]
 * waitOf(0) // => []
 */
export function waitOf(ms: number): readonly WaitBeat[] {
  return ms > 0 ? [{ type: 'wait', ms }] : []
}

/**
 * Sends a keep-alive event every `every` ms for `lasting` ms, and nothing else: the connection is open, but no answer arrives.
 * @param every ms between two events; 1 if it is lower
 * @example
 * [...pinging(1_000, 1_500)] // => [{ type: 'wait', ms: 1_000 }, { type: 'ping' }, { type: 'wait', ms: 500 }]
 */
export function* pinging(every: number, lasting: number): Generator<Beat, void, undefined> {
  const step = Math.max(every, 1)
  let left = lasting
  for (; left >= step; left -= step) {
    yield { type: 'wait', ms: step }
    yield { type: 'ping' }
  }
  yield* waitOf(left)
}

/**
 * Waits `ms` before each visible delta. Earlier deltas have been sent by then, even if the answer has one body.
 * @example
 * spaced(beats, 200)
 */
export function* spaced(beats: Iterable<Beat>, ms: number): Generator<Beat, void, undefined> {
  let reply: Reply | undefined
  for (const beat of beats) {
    if (beat.type === 'start') reply = beat.reply
    if (ms > 0 && reply !== undefined && isVisibleDelta(beat)) yield* [{ type: 'flush', reply } as const, ...waitOf(ms)]
    yield beat
  }
}
