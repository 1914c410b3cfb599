import {
  coldStart,
  duplicatedEvent,
  giantEvent,
  heavyTailLatency,
  loadLatency,
  midStreamError,
  slowDrip,
  slowFirstToken,
  splitBytes,
  truncatedStream,
  unknownEvent,
} from '../../../../faults/index.ts'
import { mondayTenOclock } from '../../../../recipes/index.ts'
import type { Chaos } from '../../../../src/index.ts'
import { expect } from '../../../../src/vitest/index.ts'
import { ask, read } from './asking.ts'

export async function coldStartDelaysTheCall(chaos: Chaos): Promise<void> {
  chaos.inject(coldStart({ by: '20s', idle: '5m' }))
  await ask('Where is my parcel?')
  await ask('And where is the other one?')
  const [first, second] = chaos.journal.calls.map(({ startedAt, firstByteAt }) => firstByteAt! - startedAt)
  expect(first! - second!).toBeGreaterThanOrEqual(19_000)
}

export async function manyCallsAtOnce(chaos: Chaos): Promise<void> {
  chaos.inject(loadLatency({ capacity: 12, service: '500ms' }))
  for (const users of [1, 10, 100])
    await Promise.all(Array.from({ length: users }, (_, user) => ask(`Of ${users}: where is parcel ${user}?`)))
  const slowest = (from: number, to: number): number =>
    Math.max(...chaos.journal.calls.slice(from, to).map(({ startedAt, endedAt }) => endedAt! - startedAt))
  expect(slowest(11, 111)).toBeGreaterThan(2 * slowest(0, 1))
}

export async function clientTimesOut(chaos: Chaos): Promise<void> {
  chaos.inject(slowFirstToken({ by: '30s' }))
  await expect(ask('Where is my parcel?', { timeout: 10_000 })).rejects.toThrow('Request timed out.')
  expect(chaos.journal).toHaveAborted()
}

export async function everyDeltaIsSlow(chaos: Chaos): Promise<void> {
  chaos.inject(slowDrip({ perDelta: '2s' }))
  await read()
  const { startedAt, endedAt, deltas } = chaos.journal.calls[0]!
  expect(endedAt! - startedAt).toBeGreaterThanOrEqual(deltas * 2_000)
}

export async function fewCallsAreVerySlow(chaos: Chaos): Promise<void> {
  chaos.inject(heavyTailLatency({ median: '600ms', tail: 10 }))
  for (let parcel = 0; parcel < 30; parcel++) await ask(`Where is parcel ${parcel}?`)
  const waits = chaos.journal.calls.map(({ startedAt, endedAt }) => endedAt! - startedAt).toSorted((a, b) => a - b)
  expect(waits.at(-1)).toBeGreaterThan(2 * waits[15]!)
}

export async function latencyDuringWorkingHours(chaos: Chaos): Promise<void> {
  chaos.play(mondayTenOclock({ from: '10h' }))
  for (let parcel = 0; parcel < 10; parcel++) await ask(`Where is parcel ${parcel}?`)
  expect(chaos.journal).toHaveFired('heavy-tail-latency')
}

export async function truncatedStreamLooksComplete(chaos: Chaos): Promise<void> {
  chaos.inject(truncatedStream({ afterDeltas: 3 }))
  const text = await read() // no error: some SDKs do not notice
  expect(text.length).toBeLessThan(chaos.journal.calls[0]!.truth!.length)
  expect(chaos.journal.calls[0]!.ending).toBe('truncated')
}

export async function streamBreaksMidway(chaos: Chaos): Promise<void> {
  chaos.inject(midStreamError({ afterDeltas: 3 }))
  await expect(read()).rejects.toThrow()
  expect(chaos.journal.calls[0]).toMatchObject({ status: 200, ending: 'truncated', deltas: 3 })
}

export async function eventIsDuplicated(chaos: Chaos): Promise<void> {
  chaos.inject(duplicatedEvent({ afterDeltas: 2 }))
  expect(await read()).not.toBe(chaos.journal.calls[0]!.truth)
  expect(chaos.journal).toHaveFired('duplicated-event')
}

export async function eventTypeIsUnknown(chaos: Chaos): Promise<void> {
  chaos.inject(unknownEvent({ afterDeltas: 3, name: 'keepalive' }))
  await expect(read()).rejects.toThrow(TypeError) // it has no choices, although the types require them
  expect(chaos.journal).toHaveFired('unknown-event')
}

export async function bytesArriveOneByOne(chaos: Chaos): Promise<void> {
  chaos.inject(splitBytes({ size: 1 }))
  expect(await read('Where is my parcel? Say it in Greek.')).toBe(chaos.journal.calls[0]!.truth)
  expect(chaos.journal).toHaveFired('split-bytes')
}

export async function eventHasAMegabyte(chaos: Chaos): Promise<void> {
  chaos.inject(giantEvent({ bytes: 1_000_000 }))
  expect(await read()).toBe(chaos.journal.calls[0]!.truth)
  expect(chaos.journal).toHaveFired('giant-event')
}
