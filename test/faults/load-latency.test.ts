import { describe, expect } from 'vitest'
import { loadLatency } from '../../faults/load-latency.ts'
import type { Chaos } from '../../src/index.ts'
import { chat, claude, hear, pacedTest, pieces, timePasses, type Client } from './bench.ts'

/** How much longer than usual each of some calls waits, with a millisecond between them. */
async function waitsOf(chaos: Chaos, asked: readonly Client[]): Promise<number[]> {
  const heard = await Promise.all(asked.map((client, index) => timePasses(index).then(() => hear(client.stream()))))
  expect(new Set(heard.map((one) => one.pieces.length))).toEqual(new Set([pieces.length]))
  const usual = 1_000
  return chaos.journal.calls.map(({ startedAt, firstByteAt }) => firstByteAt! - startedAt - usual)
}

describe('loadLatency', () => {
  pacedTest('does not fire for sequential calls', async ({ chaos }) => {
    chaos.inject(loadLatency())
    await chat.ask()
    await chat.ask()
    expect(chaos.neverFired).toHaveLength(1)
  })

  pacedTest('waits like an M/M/1 queue: once the service at 50% of the capacity, 4 times at 80%, 19 times at 95%', async ({ chaos }) => {
    chaos.inject(loadLatency({ capacity: 20, service: '100ms' }))
    const waits = await waitsOf(
      chaos,
      Array.from({ length: 22 }, () => chat),
    )
    expect([waits[0], waits[10], waits[16], waits[19]]).toEqual([0, 100, 400, 1_900])
    expect([waits[20], waits[21]]).toEqual([2_000, 2_100])
    expect(chaos.journal).toHaveFired('load-latency', { times: 21 })
  })

  pacedTest('counts the calls to each provider apart', async ({ chaos }) => {
    chaos.inject(loadLatency({ capacity: 2, service: '100ms' }))
    expect(await waitsOf(chaos, [chat, claude, chat, claude])).toEqual([0, 0, 100, 100])
  })

  pacedTest('is full at 20 calls of 500 ms each by default', async ({ chaos }) => {
    chaos.inject(loadLatency())
    const waits = await waitsOf(
      chaos,
      Array.from({ length: 11 }, () => chat),
    )
    expect(waits[10]).toBe(500)
  })
})
