import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { isVisibleDelta } from '../../../src/engine/kit/beats.ts'
import { endAt, endAtByte, insertAt, insertAtByte, positionParameters, type Place } from '../../../src/engine/kit/position.ts'
import { beatsOf } from '../../../src/engine/run/undisturbed-beats.ts'
import type { Beat } from '../../../src/engine/model/beat.ts'
import type { ChunkItem } from '../../../src/engine/model/frame.ts'
import { anyReply } from './any-reply.ts'
import { replyOf, textsOf } from '../sample.ts'

const hang = (): Beat[] => [{ type: 'end', how: 'hang' }]
const wait = (): Beat[] => [{ type: 'wait', ms: 7_000 }]
const visible = (beats: Iterable<Beat>): number => [...beats].filter(isVisibleDelta).length
const typesOf = (beats: Iterable<Beat>): string[] => [...beats].map((beat) => beat.type)

describe('endAt', () => {
  it('hands out exactly the promised deltas, at any pace', () => {
    fc.assert(
      fc.property(anyReply, fc.nat(12), (reply, count) => {
        const all = visible(beatsOf(reply))
        expect(visible(endAt(beatsOf(reply), { afterDeltas: count }, hang))).toBe(Math.min(all, count))
      }),
    )
  })

  it('ends at the promised delta, with nothing after it', () => {
    const beats = [...endAt(beatsOf(replyOf({ pace: { firstToken: 0, perDelta: 50 } })), { afterDeltas: 2 }, hang)]
    expect(beats.slice(-3)).toMatchObject([{ type: 'delta', of: 'text', text: ' comes' }, { type: 'flush' }, { type: 'end', how: 'hang' }])
  })

  it('sends the headers and no event if no delta is promised', () => {
    expect(typesOf(endAt(beatsOf(replyOf()), { afterDeltas: 0 }, hang))).toEqual(['flush', 'end'])
  })

  it('hands on the very beats of a reply that is shorter', () => {
    fc.assert(
      fc.property(anyReply, (reply) => {
        const beats = [...beatsOf(reply)]
        const handed = [...endAt(beats, { afterDeltas: visible(beats) + 1 }, hang)]
        expect(handed.every((beat, index) => beat === beats[index]) && handed.length === beats.length).toBe(true)
      }),
    )
  })

  it('does not count what the app cannot see', () => {
    const reply = replyOf({
      parts: [
        { type: 'reasoning', text: 'one two three' },
        { type: 'text', text: 'four five' },
      ],
    })
    expect(textsOf(endAt(beatsOf(reply), { afterDeltas: 1 }, hang))).toEqual(['one', ' two', ' three', 'four'])
  })

  it('requests nothing after the end', () => {
    let asked = 0
    function* counted(): Generator<Beat> {
      for (const beat of beatsOf(replyOf())) {
        asked++
        yield beat
      }
    }
    void [...endAt(counted(), { afterDeltas: 1 }, hang)]
    expect(asked).toBe(3)
  })
})

describe('insertAt', () => {
  it('puts the beats in once, and leaves the others as they are', () => {
    fc.assert(
      fc.property(anyReply, fc.nat(6), (reply, count) => {
        const beats = [...beatsOf(reply)]
        const handed = [...insertAt(beats, { afterDeltas: count }, wait)]
        const added = handed.filter((beat) => !beats.includes(beat))
        expect(added.length).toBe(visible(beats) >= count ? 2 : 0)
        expect(handed.filter((beat) => beats.includes(beat))).toEqual(beats)
      }),
    )
  })

  it('puts them right behind the promised delta', () => {
    const beats = [...insertAt(beatsOf(replyOf()), { afterDeltas: 1 }, wait)]
    expect(beats.slice(2, 6)).toMatchObject([
      { type: 'delta', of: 'text', text: 'It' },
      { type: 'flush' },
      { type: 'wait', ms: 7_000 },
      { type: 'delta', of: 'text', text: ' comes' },
    ])
  })
})

describe('insertAt before the headers', () => {
  it('puts the beats before anything that the client can see', () => {
    const types = [...insertAt(beatsOf(replyOf({ pace: { firstToken: 300, perDelta: 0 } })), { at: 'before-headers' }, wait)].map(
      (beat) => beat.type,
    )
    expect(types.slice(0, 3)).toEqual(['wait', 'wait', 'start'])
  })
})

describe('the places', () => {
  it.for<[Place, readonly string[]]>([
    ['after-headers', ['flush', 'end']],
    ['after-opening', ['start', 'open', 'flush', 'end']],
    ['before-usage', ['start', 'open', 'delta', 'delta', 'finish', 'flush', 'end']],
    ['before-terminal', ['start', 'open', 'delta', 'delta', 'finish', 'flush', 'end']],
    ['after-terminal', ['start', 'open', 'delta', 'delta', 'finish', 'end']],
  ])('%s', ([at, types]) => {
    expect(typesOf(endAt(beatsOf(replyOf({ parts: [{ type: 'text', text: 'It comes' }] })), { at }, hang))).toEqual(types)
  })

  it('stops a finish before its usage, and sends the rest of it afterwards', () => {
    const beats = [...insertAt(beatsOf(replyOf({ parts: [] })), { at: 'before-usage' }, wait)]
    expect(beats.slice(1)).toMatchObject([{ upTo: 'usage' }, { type: 'flush' }, { type: 'wait' }, { type: 'rest' }, { type: 'end' }])
  })

  it('are the same beats if nothing is inserted', () => {
    const beats = [...beatsOf(replyOf())]
    for (const at of ['before-headers', 'after-headers', 'before-usage', 'after-terminal'] as const) {
      const handed = [...insertAt(beats, { at }, () => [])]
      expect(handed.every((beat, index) => beat === beats[index]) && handed.length === beats.length).toBe(true)
    }
  })

  it('are read by name or as a number of bytes, and nothing else', () => {
    const parameters = z.object(positionParameters())
    expect(parameters.parse({})).toEqual({ afterDeltas: 3 })
    expect(parameters.parse({ at: '200 bytes' })).toEqual({ afterDeltas: 3, at: '200 bytes' })
    for (const at of ['before', '-1 bytes', '1.5 bytes', 'bytes', 200]) expect(parameters.safeParse({ at }).success).toBe(false)
  })
})

describe('a position in bytes', () => {
  const chunk = (text: string): ChunkItem => ({ type: 'chunk', bytes: new TextEncoder().encode(text), frames: [] })
  const chunks = [chunk('one'), chunk('two')]
  const reset = (): ChunkItem[] => [{ type: 'end', how: 'reset' }]

  it.for([0, 1, 3, 5])('ends the body after %i bytes', (bytes) => {
    const cut = [...endAtByte(chunks, { at: `${bytes} bytes` }, reset)]
    expect(cut.at(-1)).toEqual({ type: 'end', how: 'reset' })
    expect(cut.flatMap((item) => (item.type === 'chunk' ? [...item.bytes] : [])).length).toBe(bytes)
  })

  it('leaves a shorter body and other positions as they are', () => {
    expect([...endAtByte(chunks, { at: '6 bytes' }, reset)]).toEqual(chunks)
    expect(endAtByte(chunks, { at: 'after-headers' }, reset)).toBe(chunks)
    expect(endAtByte(chunks, { afterDeltas: 2 }, reset)).toBe(chunks)
  })

  it('waits in the middle of a body and continues', () => {
    const waiting = [...insertAtByte(chunks, { at: '4 bytes' }, () => [{ type: 'wait', ms: 5 }])]
    expect(waiting).toEqual([chunk('one'), chunk('t'), { type: 'wait', ms: 5 }, chunk('wo')])
    expect([...insertAtByte(chunks, { at: '4 bytes' }, () => [])]).toEqual(chunks)
  })
})
