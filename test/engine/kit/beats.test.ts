import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Beat } from '../../../src/engine/model/beat.ts'
import { beatsOf } from '../../../src/engine/run/undisturbed-beats.ts'
import { endAfterDeltas, insertAfterDeltas, insertBeforeStart, isVisibleDelta } from '../../../src/engine/kit/beats.ts'
import type { ReplyPart } from '../../../src/engine/model/reply.ts'
import { replyOf, textsOf } from '../sample.ts'

const anyPart: fc.Arbitrary<ReplyPart> = fc.oneof(
  fc.record({ type: fc.constantFrom('text' as const, 'reasoning' as const, 'refusal' as const), text: fc.lorem({ maxCount: 8 }) }),
  fc.record({
    type: fc.constant('tool-call' as const),
    id: fc.constant('call_1'),
    name: fc.constant('track'),
    arguments: fc.json({ maxDepth: 1 }),
  }),
)
const anyPace = fc.record({ firstToken: fc.nat(5_000), perDelta: fc.nat(100) })
const anyReply = fc.record({ parts: fc.array(anyPart, { maxLength: 4 }), pace: anyPace }).map(replyOf)
const hang = (): Beat[] => [{ type: 'end', how: 'hang' }]
const wait = (): Beat[] => [{ type: 'wait', ms: 7_000 }]
const visible = (beats: Iterable<Beat>): number => [...beats].filter(isVisibleDelta).length

describe('beatsOf', () => {
  it('starts once, finishes once and ends once, in this order', () => {
    fc.assert(
      fc.property(anyReply, (reply) => {
        const marks = [...beatsOf(reply)].map((beat) => beat.type).filter((type) => ['start', 'finish', 'end'].includes(type))
        expect(marks).toEqual(['start', 'finish', 'end'])
      }),
    )
  })

  it('tells every part whole', () => {
    fc.assert(
      fc.property(anyReply, (reply) => {
        const told = textsOf(beatsOf(reply)).join('')
        expect(told).toBe(reply.parts.map((part) => (part.type === 'tool-call' ? part.arguments : part.text)).join(''))
      }),
    )
  })

  it('takes as long as the pace says', () => {
    fc.assert(
      fc.property(anyReply, (reply) => {
        const beats = [...beatsOf(reply)]
        const waited = beats.reduce((sum, beat) => sum + (beat.type === 'wait' ? beat.ms : 0), 0)
        const gaps = Math.max(0, textsOf(beats).length - 1)
        expect(waited).toBe(reply.pace.firstToken + gaps * reply.pace.perDelta)
      }),
    )
  })
})

describe('endAfterDeltas', () => {
  it('hands out exactly the promised deltas, at any pace', () => {
    fc.assert(
      fc.property(anyReply, fc.nat(12), (reply, count) => {
        const all = visible(beatsOf(reply))
        expect(visible(endAfterDeltas(beatsOf(reply), count, hang))).toBe(Math.min(all, count))
      }),
    )
  })

  it('ends at the promised delta, with nothing after it', () => {
    const beats = [...endAfterDeltas(beatsOf(replyOf({ pace: { firstToken: 0, perDelta: 50 } })), 2, hang)]
    expect(beats.slice(-2)).toEqual([
      { type: 'delta', of: 'text', text: ' comes' },
      { type: 'end', how: 'hang' },
    ])
  })

  it('starts the reply also where no delta is promised', () => {
    expect([...endAfterDeltas(beatsOf(replyOf()), 0, hang)].map((beat) => beat.type)).toEqual(['start', 'open', 'end'])
  })

  it('hands on the very beats of a reply that is shorter', () => {
    fc.assert(
      fc.property(anyReply, (reply) => {
        const beats = [...beatsOf(reply)]
        const handed = [...endAfterDeltas(beats, visible(beats) + 1, hang)]
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
    expect(textsOf(endAfterDeltas(beatsOf(reply), 1, hang))).toEqual(['one', ' two', ' three', 'four'])
  })

  it('asks for nothing behind the end', () => {
    let asked = 0
    function* counted(): Generator<Beat> {
      for (const beat of beatsOf(replyOf())) {
        asked++
        yield beat
      }
    }
    void [...endAfterDeltas(counted(), 1, hang)]
    expect(asked).toBe(3)
  })
})

describe('insertAfterDeltas', () => {
  it('puts the beats in once, and leaves the others as they are', () => {
    fc.assert(
      fc.property(anyReply, fc.nat(6), (reply, count) => {
        const beats = [...beatsOf(reply)]
        const handed = [...insertAfterDeltas(beats, count, wait)]
        const added = handed.filter((beat) => !beats.includes(beat))
        expect(added.length).toBe(visible(beats) >= Math.max(1, count) ? 1 : 0)
        expect(handed.filter((beat) => beats.includes(beat))).toEqual(beats)
      }),
    )
  })

  it('puts them right behind the promised delta', () => {
    const beats = [...insertAfterDeltas(beatsOf(replyOf()), 1, wait)]
    expect(beats.slice(2, 5)).toEqual([
      { type: 'delta', of: 'text', text: 'It' },
      { type: 'wait', ms: 7_000 },
      { type: 'delta', of: 'text', text: ' comes' },
    ])
  })
})

describe('insertBeforeStart', () => {
  it('puts the beats before anything that the client can see', () => {
    const types = [...insertBeforeStart(beatsOf(replyOf({ pace: { firstToken: 300, perDelta: 0 } })), wait)].map((beat) => beat.type)
    expect(types.slice(0, 3)).toEqual(['wait', 'wait', 'start'])
  })
})
