import Anthropic from '@anthropic-ai/sdk'
import { describe, expect } from 'vitest'
import { stalledStream } from '../../faults/stalled-stream.ts'
import { truncatedStream } from '../../faults/truncated-stream.ts'
import type { Place } from '../../src/kit.ts'
import { claude, clients, errorOf, hear, pieces, test, truth } from './bench.ts'
import { overTheWire, type Wire } from './wire.ts'

describe.for(clients)('stalledStream with $name', ({ ask, stream, errors }) => {
  test('hands out the promised deltas, and then nothing until the app gives up', async ({ chaos }) => {
    chaos.inject(stalledStream({ afterDeltas: 3 }))
    const heard = await hear(stream({ signal: AbortSignal.timeout(60_000) }))
    expect(heard.pieces).toEqual(pieces.slice(0, 3))
    expect(chaos.journal.calls).toMatchObject([{ status: 200, deltas: 3, ending: 'aborted', endedAt: 60_000 }])
  })

  test('is not noticed by the timeout of the client, which covers the headers only', async ({ chaos }) => {
    chaos.inject(stalledStream({ afterDeltas: 3, duration: '1h' }))
    expect(await hear(stream({ timeout: 10_000 }))).toEqual({ pieces, error: undefined })
    expect(chaos.journal.calls).toMatchObject([{ firstByteAt: 0, endedAt: 3_600_000, ending: 'complete' }])
  })

  test('can ping during the stall, without text', async ({ chaos }) => {
    chaos.inject(stalledStream({ afterDeltas: 3, pingEvery: '10s' }))
    const heard = await hear(stream({ signal: AbortSignal.timeout(65_000) }))
    expect(heard.pieces).toEqual(pieces.slice(0, 3))
    expect(chaos.journal.calls[0]!.frames.at(-1)).toMatchObject({ role: 'ping', count: 6, from: 10_000, to: 60_000 })
    expect(chaos.journal.calls).toMatchObject([{ ending: 'aborted', endedAt: 65_000 }])
  })

  test('continues after the pings, if it does not last forever', async ({ chaos }) => {
    chaos.inject(stalledStream({ duration: '25s', pingEvery: '10s' }))
    expect(await hear(stream())).toEqual({ pieces, error: undefined })
    expect(chaos.journal.calls).toMatchObject([{ ending: 'complete', endedAt: 25_000 }])
    expect(chaos.journal.calls[0]!.frames).toContainEqual({ role: 'ping', count: 2, from: 10_000, to: 20_000 })
  })

  test('stalls after three deltas, forever and without pings, by default', async ({ chaos }) => {
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

  test('sends the headers and a part of a non-streaming answer, then nothing', async ({ chaos }) => {
    chaos.inject(stalledStream())
    await errorOf(ask({ signal: AbortSignal.timeout(60_000) }))
    expect(chaos.journal.calls).toMatchObject([
      { status: 200, received: pieces.slice(0, 3).join(''), firstByteAt: 0, ending: 'aborted', endedAt: 60_000 },
    ])
  })

  test('withholds the headers if the parameter sets it', async ({ chaos }) => {
    chaos.inject(stalledStream({ at: 'before-headers' }))
    expect(await errorOf(ask({ timeout: 10_000 }))).toBeInstanceOf(errors.APIConnectionTimeoutError)
    expect(chaos.journal.calls).toMatchObject([{ status: undefined, firstByteAt: undefined, ending: 'aborted', endedAt: 10_000 }])
  })

  test('keeps an answer that is not streamed back for a while', async ({ chaos }) => {
    chaos.inject(stalledStream({ duration: '5m' }))
    expect(await ask()).toBe(truth)
    expect(chaos.journal.calls[0]!.endedAt).toBe(300_000)
  })

  test('does not fire for an answer that is shorter', async ({ chaos }) => {
    chaos.inject(stalledStream({ afterDeltas: 500 }))
    expect(await hear(stream())).toEqual({ pieces, error: undefined })
    expect(chaos.neverFired).toHaveLength(1)
  })
})

describe('stalledStream, with the timer of the SDK', () => {
  test('is waited out by @anthropic-ai/sdk in one request, once the headers are there', async ({ chaos }) => {
    chaos.inject(stalledStream({ duration: '1h' }))
    expect(await claude.ask({ timeout: 1_000, maxRetries: 2 })).toBe(truth)
    expect(chaos.journal.calls).toMatchObject([{ status: 200, firstByteAt: 0, endedAt: 3_600_000 }])
  })

  test('is a timeout of @anthropic-ai/sdk in three requests, without any retries', async ({ chaos }) => {
    chaos.inject(stalledStream({ at: 'before-headers', duration: '1h' }))
    expect(await errorOf(claude.ask({ timeout: 1_000, maxRetries: 2 }))).toBeInstanceOf(Anthropic.APIConnectionTimeoutError)
    expect(chaos.journal).toHaveCalled(3)
  })
})

describe('the places of a stall', () => {
  const places = ['after-headers', 'after-opening', '40 bytes', 'before-usage', 'before-terminal', 'after-terminal'] as const

  test.for(places)('%s: the response stalls there, and continues', async (at, { chaos }) => {
    const undisturbed = [await overTheWire(), await overTheWire({ stream: true })]
    chaos.inject(stalledStream({ at, duration: '1m' }))
    const stalled = [await overTheWire(), await overTheWire({ stream: true })]
    const bodies = (wires: readonly Wire[]): string[] => wires.map(({ text }) => text.replaceAll(/"(?:id|created)":[^,]*/g, ''))
    expect(bodies(stalled)).toEqual(bodies(undisturbed))
    expect(chaos.journal.calls.slice(2)).toMatchObject([{ fired: [{ fault: 'stalled-stream' }] }, { fired: [{ fault: 'stalled-stream' }] }])
  })

  test.for<[Place, string, string]>([
    ['after-headers', '', ''],
    ['40 bytes', '{"id":"chatcmpl-', 'data: {"id":"chatcmpl-'],
    ['before-usage', '"finish_reason":"stop"}]', '"finish_reason":"stop"}'],
    ['before-terminal', '}', '"finish_reason":"stop"}'],
    ['after-terminal', '}', 'data: [DONE]'],
  ])('%s: what is there by then', async ([at, ofBody, ofStream], { chaos }) => {
    chaos.inject(truncatedStream({ at }))
    const body = await overTheWire()
    const stream = await overTheWire({ stream: true })
    expect(body.text).toContain(ofBody)
    expect(stream.text).toContain(ofStream)
    expect([body.status, stream.status]).toEqual([200, 200])
    if (at === 'after-headers') expect([body.text, stream.text]).toEqual(['', ''])
    if (at === 'before-usage') expect(body.text).not.toContain('usage')
    if (at === '40 bytes') expect([body.bytes.length, stream.bytes.length]).toEqual([40, 40])
    if (at === 'before-terminal') expect(() => JSON.parse(body.text) as unknown).toThrow(SyntaxError)
  })
})
