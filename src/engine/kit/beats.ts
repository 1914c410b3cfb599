import type { Beat, DeltaBeat, WaitBeat } from '../model/beat.ts'

/** Whether a beat is a delta that the app can see: text, a refusal, or a tool call's arguments, but not reasoning. */
export function isVisibleDelta(beat: Beat): beat is DeltaBeat {
  return beat.type === 'delta' && beat.of !== 'reasoning'
}

/** A wait, where it is one: faults that wait no time change nothing, and do not fire. */
export function waitOf(ms: number): readonly WaitBeat[] {
  return ms > 0 ? [{ type: 'wait', ms }] : []
}

/**
 * Nothing but pings, one each `every` ms, for `lasting` ms: the connection is alive, and says nothing.
 * @param every is at least 1 ms
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
 * The beats up to and with the given number of visible deltas, then those of `ending`.
 * With 0 it stops where the first delta would come. A delivery with fewer deltas goes through as it is.
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

/** The beats with others put in once the given number of visible deltas has gone by; with 0, before the first. */
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

/** The beats with others put in before the first sign of the reply, or of a problem. */
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

/** The beats with a wait before each visible delta. */
export function* spaced(beats: Iterable<Beat>, ms: number): Generator<Beat, void, undefined> {
  for (const beat of beats) {
    if (isVisibleDelta(beat)) yield* waitOf(ms)
    yield beat
  }
}
