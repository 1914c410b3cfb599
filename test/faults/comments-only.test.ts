import { describe, expect } from 'vitest'
import { commentsOnly } from '../../faults/comments-only.ts'
import { clients, hear, test, truth } from './bench.ts'
import { overTheWire } from './wire.ts'

describe.for(clients)('commentsOnly with $name', ({ ask, stream }) => {
  test('ends cleanly after the given time, without a word', async ({ chaos }) => {
    chaos.inject(commentsOnly({ duration: '2m' }))
    expect((await hear(stream())).pieces).toEqual([])
    expect(chaos.journal.calls).toMatchObject([
      { status: 200, firstByteAt: 0, endedAt: 120_000, ending: 'truncated', received: '', truth, fired: [{ fault: 'comments-only' }] },
    ])
  })

  test('keeps the connection alive until the client gives up', async ({ chaos }) => {
    chaos.inject(commentsOnly({ pingEvery: '10s', duration: '1h' }))
    await hear(stream({ signal: AbortSignal.timeout(35_000) }))
    expect(chaos.journal.calls).toMatchObject([
      { ending: 'aborted', endedAt: 35_000, frames: [{ role: 'ping', count: 4, from: 0, to: 30_000 }] },
    ])
  })

  test('does not fire for an answer that is not streamed', async ({ chaos }) => {
    chaos.inject(commentsOnly())
    expect(await ask()).toBe(truth)
    expect(chaos.neverFired).toHaveLength(1)
  })
})

describe('commentsOnly', () => {
  test.for([
    [commentsOnly(), 6],
    [commentsOnly({ duration: 59_999 }), 5],
    [commentsOnly({ pingEvery: '30s', duration: '1m' }), 2],
    [commentsOnly({ pingEvery: '40s', duration: '1m' }), 1],
  ] as const)('sends one comment in each interval that ends in time (%#)', async ([injection, count], { chaos }) => {
    chaos.inject(injection)
    expect((await overTheWire({ stream: true })).text).toBe(': processing\n\n'.repeat(count))
  })

  test('lasts a minute by default', async ({ chaos }) => {
    chaos.inject(commentsOnly())
    await overTheWire({ stream: true })
    expect(chaos.journal.calls[0]!.fired).toMatchObject([{ parameters: { pingEvery: 10_000, duration: 60_000 } }])
  })
})
