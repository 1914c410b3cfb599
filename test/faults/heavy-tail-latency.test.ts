import { describe, expect } from 'vitest'
import { heavyTailLatency } from '../../faults/heavy-tail-latency.ts'
import type { Chaos } from '../../src/index.ts'
import { clients, hear, pieces, test, underSeeds } from './bench.ts'
import { overTheWire } from './wire.ts'

/** How long each of many first attempts waits, from the shortest to the longest. */
async function waitsOf(chaos: Chaos, count: number): Promise<number[]> {
  for (let asked = 0; asked < count; asked++) await overTheWire()
  return chaos.journal.calls.map(({ startedAt, firstByteAt }) => firstByteAt! - startedAt).toSorted((a, b) => a - b)
}

describe.for(clients)('heavyTailLatency with $name', ({ stream }) => {
  test('delays the first byte, and delivers the complete answer', async ({ chaos }) => {
    chaos.inject(heavyTailLatency())
    expect(await hear(stream())).toEqual({ pieces, error: undefined })
    const [call] = chaos.journal.calls
    expect(call).toMatchObject({ ending: 'complete', fired: [{ fault: 'heavy-tail-latency' }] })
    expect(call!.firstByteAt).toBeGreaterThan(0)
    expect(call!.endedAt).toBe(call!.firstByteAt)
  })
})

describe('heavyTailLatency', () => {
  test('makes 50% of the calls wait up to the median, and 1% as many times that as the tail', async ({ chaos }) => {
    chaos.inject(heavyTailLatency({ median: '1s', tail: 10 }))
    const waits = await waitsOf(chaos, 200)
    expect(waits[100]).toBeGreaterThan(850)
    expect(waits[100]).toBeLessThan(1_150)
    const beyondTail = waits.filter((wait) => wait > 10_000).length
    expect(beyondTail).toBeGreaterThanOrEqual(1)
    expect(beyondTail).toBeLessThanOrEqual(6)
  })

  test('makes every call wait the median if the tail is 1', async ({ chaos }) => {
    chaos.inject(heavyTailLatency({ median: '1s', tail: 1 }))
    expect(new Set(await waitsOf(chaos, 5))).toEqual(new Set([1_000]))
  })

  test('waits by the seed', async ({ chaos }) => {
    const waits = (): Promise<number[]> => waitsOf(chaos, 1)
    const bySeed = await underSeeds(chaos, heavyTailLatency(), waits)
    expect(await underSeeds(chaos, heavyTailLatency(), waits)).toEqual(bySeed)
    expect(new Set(bySeed.flat()).size).toBe(bySeed.length)
  })

  test('has a median of 600 ms and a tail of 4.2 times that by default', async ({ chaos }) => {
    chaos.inject(heavyTailLatency())
    await overTheWire()
    expect(chaos.journal.calls[0]!.fired).toMatchObject([{ fault: 'heavy-tail-latency', parameters: { median: 600, tail: 4.2 } }])
  })
})
