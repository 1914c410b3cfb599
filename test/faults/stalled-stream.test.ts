import { describe, expect } from 'vitest'
import { stalledStream } from '../../faults/stalled-stream.ts'
import { clients, errorOf, hear, pieces, test, truth } from './bench.ts'

describe.for(clients)('stalledStream with $name', ({ ask, stream, errors }) => {
  test('hands out the promised deltas, and then nothing until the app gives up', async ({ chaos }) => {
    chaos.inject(stalledStream({ afterDeltas: 3 }))
    const heard = await hear(stream({ signal: AbortSignal.timeout(60_000) }))
    expect(heard.pieces).toEqual(pieces.slice(0, 3))
    expect(chaos.journal.calls).toMatchObject([{ status: 200, deltas: 3, ending: 'aborted', endedAt: 60_000 }])
  })

  test('is not noticed by the timeout of the client, which covers the headers only', async ({ chaos }) => {
    chaos.inject(stalledStream({ afterDeltas: 3, lasting: '1h' }))
    expect(await hear(stream({ timeout: 10_000 }))).toEqual({ pieces, error: undefined })
    expect(chaos.journal.calls).toMatchObject([{ firstByteAt: 0, endedAt: 3_600_000, ending: 'complete' }])
  })

  test('may ping all the while, and say nothing', async ({ chaos }) => {
    chaos.inject(stalledStream({ afterDeltas: 3, pingEvery: '10s' }))
    const heard = await hear(stream({ signal: AbortSignal.timeout(65_000) }))
    expect(heard.pieces).toEqual(pieces.slice(0, 3))
    expect(chaos.journal.calls[0]!.frames.at(-1)).toMatchObject({ role: 'ping', count: 6, from: 10_000, to: 60_000 })
    expect(chaos.journal.calls).toMatchObject([{ ending: 'aborted', endedAt: 65_000 }])
  })

  test('goes on after the pings, where it does not last for ever', async ({ chaos }) => {
    chaos.inject(stalledStream({ lasting: '25s', pingEvery: '10s' }))
    expect(await hear(stream())).toEqual({ pieces, error: undefined })
    expect(chaos.journal.calls).toMatchObject([{ ending: 'complete', endedAt: 25_000 }])
    expect(chaos.journal.calls[0]!.frames).toContainEqual({ role: 'ping', count: 2, from: 10_000, to: 20_000 })
  })

  test('falls silent after three deltas, for ever and without pings, by default', async ({ chaos }) => {
    chaos.inject(stalledStream())
    expect((await hear(stream({ signal: AbortSignal.timeout(7_200_000) }))).pieces).toEqual(pieces.slice(0, 3))
    expect(chaos.journal.calls).toMatchObject([{ deltas: 3, ending: 'aborted', endedAt: 7_200_000, fired: [{ fault: 'stalled-stream' }] }])
    expect(chaos.journal.calls[0]!.frames.at(-1)).toMatchObject({ role: 'delta', to: 0 })
  })

  test('pings for an hour at most', async ({ chaos }) => {
    chaos.inject(stalledStream({ pingEvery: '10m' }))
    await hear(stream({ signal: AbortSignal.timeout(7_200_000) }))
    expect(chaos.journal.calls[0]!.frames.at(-1)).toMatchObject({ role: 'ping', count: 6, to: 3_600_000 })
  })

  test('keeps an answer that is not streamed back for ever', async ({ chaos }) => {
    chaos.inject(stalledStream())
    expect(await errorOf(ask({ timeout: 10_000 }))).toBeInstanceOf(errors.APIConnectionTimeoutError)
    expect(chaos.journal.calls).toMatchObject([{ status: undefined, ending: 'aborted', endedAt: 10_000 }])
  })

  test('keeps an answer that is not streamed back for a while', async ({ chaos }) => {
    chaos.inject(stalledStream({ lasting: '5m' }))
    expect(await ask()).toBe(truth)
    expect(chaos.journal.calls[0]!.endedAt).toBe(300_000)
  })

  test('does not fire for an answer that is shorter', async ({ chaos }) => {
    chaos.inject(stalledStream({ afterDeltas: 500 }))
    expect(await hear(stream())).toEqual({ pieces, error: undefined })
    expect(chaos.neverFired).toHaveLength(1)
  })
})
