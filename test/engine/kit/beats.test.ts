import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { beatsOf } from '../../../src/engine/run/undisturbed-beats.ts'
import { spaced } from '../../../src/engine/kit/beats.ts'
import { anyReply } from './any-reply.ts'
import { replyOf, textsOf } from '../sample.ts'

describe('beatsOf', () => {
  it('starts once, finishes once and ends once, in this order', () => {
    fc.assert(
      fc.property(anyReply, (reply) => {
        const marks = [...beatsOf(reply)].map((beat) => beat.type).filter((type) => ['start', 'finish', 'end'].includes(type))
        expect(marks).toEqual(['start', 'finish', 'end'])
      }),
    )
  })

  it('delivers every part completely', () => {
    fc.assert(
      fc.property(anyReply, (reply) => {
        const told = textsOf(beatsOf(reply)).join('')
        expect(told).toBe(reply.parts.map((part) => (part.type === 'tool-call' ? part.arguments : part.text)).join(''))
      }),
    )
  })

  it('takes as long as the pace sets', () => {
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

describe('spaced', () => {
  it('sends the text so far before each wait', () => {
    const types = [...spaced(beatsOf(replyOf()), 200)].map((beat) => beat.type)
    expect(types.slice(0, 6)).toEqual(['start', 'open', 'flush', 'wait', 'delta', 'flush'])
  })

  it('changes nothing if it waits no time', () => {
    const beats = [...beatsOf(replyOf())]
    expect([...spaced(beats, 0)].every((beat, index) => beat === beats[index])).toBe(true)
  })
})
