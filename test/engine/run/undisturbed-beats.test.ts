import { describe, expect, it } from 'vitest'
import type { Beat } from '../../../src/engine/model/beat.ts'
import type { Reply, ReplyPart } from '../../../src/engine/model/reply.ts'
import { beatsAtOnce, beatsOf } from '../../../src/engine/run/undisturbed-beats.ts'

function replyOf(...parts: readonly ReplyPart[]): Reply {
  return {
    parts,
    finish: 'stop',
    usage: undefined,
    fingerprint: 'fp',
    model: 'm',
    answeredBy: 'm',
    facts: [],
    pace: { firstToken: 600, perDelta: 30 },
  }
}

function waitsOf(beats: Iterable<Beat>): readonly number[] {
  return [...beats].flatMap((beat) => (beat.type === 'wait' ? [beat.ms] : []))
}

describe('the pace of a reply', () => {
  it('is that of its tokens, the first and each after it', () => {
    expect(waitsOf(beatsOf(replyOf({ type: 'text', text: 'One two three.' })))).toEqual([600, 30, 30])
  })

  it('has one wait for a vector, which is computed at once', () => {
    expect(waitsOf(beatsOf(replyOf({ type: 'data', text: '[0.1,0.2,0.3,0.4]' })))).toEqual([600])
  })

  it.for([
    [replyOf({ type: 'text', text: 'One two three.' }), [600, 60]],
    [replyOf({ type: 'reasoning', text: 'Three, so' }, { type: 'tool-call', id: 'a', name: 'count', arguments: '{"to":3}' }), undefined],
    [replyOf({ type: 'data', text: '[0.1,0.2]' }, { type: 'text', text: 'One two.' }), [600, 60]],
    [replyOf(), [600, 0]],
  ] as const)('takes as long in one body as in a stream, in one wait after the first token: %#', ([reply, expected]) => {
    const total = (beats: Iterable<Beat>): number => waitsOf(beats).reduce((sum, ms) => sum + ms, 0)
    expect(total(beatsAtOnce(reply))).toBe(total(beatsOf(reply)))
    if (expected !== undefined) expect(waitsOf(beatsAtOnce(reply))).toEqual(expected)
  })

  it('can have several tokens in a delta', () => {
    const text = 'One two three four five.'
    const reply: Reply = { ...replyOf({ type: 'text', text }), pace: { firstToken: 600, perDelta: 30, tokensPerDelta: 2 } }
    const texts = [...beatsOf(reply)].flatMap((beat) => (beat.type === 'delta' ? [beat.text] : []))
    expect(texts).toEqual(['One two', ' three four', ' five.'])
    expect(waitsOf(beatsOf(reply))).toEqual([600, 30, 30])
    expect(waitsOf(beatsAtOnce(reply))).toEqual([600, 60])
  })
})
