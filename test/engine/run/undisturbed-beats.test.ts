import { describe, expect, it } from 'vitest'
import type { Reply, ReplyPart } from '../../../src/engine/model/reply.ts'
import { beatsOf } from '../../../src/engine/run/undisturbed-beats.ts'

function waitsFor(part: ReplyPart): readonly number[] {
  const reply: Reply = {
    parts: [part],
    finish: 'stop',
    usage: undefined,
    fingerprint: 'fp',
    model: 'm',
    answeredBy: 'm',
    facts: [],
    pace: { firstToken: 600, perDelta: 30 },
  }
  return [...beatsOf(reply)].flatMap((beat) => (beat.type === 'wait' ? [beat.ms] : []))
}

describe('the pace of a reply', () => {
  it('is that of its tokens, the first and each after it', () => {
    expect(waitsFor({ type: 'text', text: 'One two three.' })).toEqual([600, 30, 30])
  })

  it('has one wait for a vector, which is computed at once', () => {
    expect(waitsFor({ type: 'data', text: '[0.1,0.2,0.3,0.4]' })).toEqual([600])
  })
})
