import type { Beat, DeltaBeat, WaitBeat } from '../model/beat.ts'

/** Returns whether a beat is a delta that the app can see: text, a refusal or tool arguments, but not reasoning. */
export function isVisibleDelta(beat: Beat): beat is DeltaBeat {
  return beat.type === 'delta' && beat.of !== 'reasoning'
}

/**
 * Returns one wait, or nothing if `ms` is 0, so that a fault that waits no time does not fire.
 * @example
 * waitOf(250) // => [{ type: 'wait', ms: 250 }]
 * waitOf(0) // => []
 */
export function waitOf(ms: number): readonly WaitBeat[] {
  return ms > 0 ? [{ type: 'wait', ms }] : []
}

/**
 * Sends a keep-alive event every `every` ms for `lasting` ms, and nothing else: the connection is open, but no answer arrives.
 * @param every ms between two events; 1 if it is less
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
 * Ends a delivery after `count` visible deltas, with the beats of `ending`. With 0 it ends before the first delta. A delivery with
 * fewer deltas stays as it is.
 * @example
 * const cut = [...endAfterDeltas(beats, 1, () => [{ type: 'end', how: 'reset' }])]
 * cut.at(-1) // => { type: 'end', how: 'reset' }
 */
export function* endAfterDeltas(beats: Iterable<Beat>, count: number, ending: () => Iterable<Beat>): Generator<Beat, void, undefined> {
  let seen = 0
  for (const beat of beats) {
    const isNext = isVisibleDelta(beat)
    if (isNext && seen === count) return void (yield* ending())
    yield beat
    if (isNext) seen++
    if (isNext && seen === count) return void (yield* ending())
  }
}

/**
 * Inserts beats after `count` visible deltas; with 0, before the first one.
 * @example
 * insertAfterDeltas(beats, 2, () => [{ type: 'problem', problem: { kind: 'overloaded' } }])
 */
export function* insertAfterDeltas(beats: Iterable<Beat>, count: number, inserted: () => Iterable<Beat>): Generator<Beat, void, undefined> {
  let seen = 0
  let isDone = false
  for (const beat of beats) {
    const isNext = isVisibleDelta(beat)
    if (isNext && !isDone && seen === count) {
      isDone = true
      yield* inserted()
    }
    yield beat
    if (!isNext) continue
    seen++
    if (!isDone && seen === count) {
      isDone = true
      yield* inserted()
    }
  }
}

/**
 * Inserts beats before the first sign of a response, an error response included.
 * @example
 * insertBeforeStart(beats, () => waitOf(30_000))
 */
export function* insertBeforeStart(beats: Iterable<Beat>, inserted: () => Iterable<Beat>): Generator<Beat, void, undefined> {
  let isDone = false
  for (const beat of beats) {
    if (!isDone && beat.type !== 'wait') {
      isDone = true
      yield* inserted()
    }
    yield beat
  }
}

/**
 * Waits `ms` before each visible delta.
 * @example
 * spaced(beats, 200)
 */
export function* spaced(beats: Iterable<Beat>, ms: number): Generator<Beat, void, undefined> {
  for (const beat of beats) {
    if (isVisibleDelta(beat)) yield* waitOf(ms)
    yield beat
  }
}
