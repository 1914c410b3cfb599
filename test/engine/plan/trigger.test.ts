import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Call, Message } from '../../../src/engine/model/call.ts'
import { promptHash } from '../../../src/engine/kit/prompt-hash.ts'
import { randomFrom } from '../../../src/engine/base/random.ts'
import { mismatchOf, type Trigger } from '../../../src/engine/plan/trigger.ts'
import { callOf } from '../sample.ts'

/** Which of the calls a trigger fires, by their place. */
function firedFaults(trigger: Trigger, calls: readonly Call[], seed = 'tuesday'): number[] {
  let count = 0
  return calls.flatMap((call, index) =>
    mismatchOf(
      trigger,
      call,
      () => ++count,
      (purpose) => randomFrom(`${seed}/${purpose}`),
    ) === undefined
      ? [index]
      : [],
  )
}

const ten = Array.from({ length: 10 }, (_, index) => callOf({ key: `key ${index}`, at: index * 1_000 }))
const thousand = Array.from({ length: 1_000 }, (_, index) => callOf({ key: `key ${index}` }))

describe('a trigger', () => {
  it.each([
    ['gpt-*-mini', 'gpt-4o-mini', true],
    ['gpt-*-mini', 'gpt-mini', false],
    ['*a*b*', 'xaxbx', true],
    ['*b*a*', 'xaxbx', false],
    ['ab*ba', 'aba', false],
    // A backtracking expression never returns from this one.
    [`${'*a'.repeat(100)}*b`, 'a'.repeat(20_000), false],
    ['/^(a|a)*$/', `${'a'.repeat(20_000)}!`, false],
  ])('matches the model %.20s as a pattern against %.20s', (model, text, expected) => {
    expect(firedFaults({ for: [{ model }] }, [callOf({ model: text })])).toEqual(expected ? [0] : [])
  })

  it('matches a prompt against any expression at once', () => {
    const prompt = callOf({ messages: [{ role: 'user', parts: [{ type: 'text', text: `${'a'.repeat(20_000)}!` }] }] })
    expect(firedFaults({ forPrompt: { text: '/^(a+)+$/' } }, [prompt])).toEqual([])
    expect(firedFaults({ forPrompt: { text: '/^(a+)+!$/' } }, [prompt])).toEqual([0])
  })

  it('fires on every call without conditions', () => {
    expect(firedFaults({}, ten)).toHaveLength(10)
  })

  it.each([
    [{ first: 2 }, [0, 1]],
    [{ nth: 3 }, [2]],
    [{ every: 3 }, [2, 5, 8]],
    [{ between: { from: 2_000, to: 4_000 } }, [2, 3]],
    [{ wave: { on: 2_000, off: 3_000 } }, [0, 1, 5, 6]],
    [{ between: { from: 1_000, to: 9_000 }, wave: { on: 1_000, off: 2_000 } }, [1, 4, 7]],
    [{ between: { from: 5_000, to: 9_000 }, first: 2 }, [5, 6]],
    [{ first: 5, every: 2 }, [1, 3]],
    [{ chance: { rate: 0 } }, []],
    [{ chance: { rate: 1 }, nth: 1 }, [0]],
  ] as const)('%j fires %j of ten calls, a second apart', (trigger, expected) => {
    expect(firedFaults(trigger as Trigger, ten)).toEqual(expected)
  })

  it.each([
    [{ any: 'openai' }, true],
    [{ any: 'gpt-4o' }, true],
    [{ any: 'gpt-*' }, true],
    [{ any: 'chat.completions' }, true],
    [{ any: '/^GPT/i' }, true],
    [{ any: 'gpt' }, false],
    [{ any: 'anthropic' }, false],
    [{ provider: 'openai', model: 'gpt-4o' }, true],
    [{ provider: 'openai', model: 'gpt-4o-mini' }, false],
    [{ model: 'gpt.4o' }, false],
    [{ model: 'gpt.*' }, false],
    [{ endpoint: 'responses' }, false],
  ])('for %j fires on a call to gpt-4o over chat completions: %j', (target, expected) => {
    expect(firedFaults({ for: [target] }, [callOf()])).toEqual(expected ? [0] : [])
  })

  it.each([
    [{ inRun: [1] }, [0, 1, 2]],
    [{ inRun: [2, 3] }, [3, 4, 5, 6, 7, 8]],
    [{ inRun: [2], first: 2 }, [3, 4]],
    [{ inRun: [1], between: { from: 0, to: 2_000 } }, [0, 1]],
    [{ inRun: [2], between: { from: 0, to: 2_000 } }, []],
  ])('%j fires %j of nine calls in three runs', (trigger, expected) => {
    const runs = ten.slice(0, 9).map((call, index) => ({ ...call, inRun: Math.floor(index / 3) + 1 }))
    expect(firedFaults(trigger, runs)).toEqual(expected)
  })

  it.each([
    [{ text: 'parcel' }, true],
    [{ text: 'Parcel' }, false],
    [{ text: '/^where .* parcel/i' }, true],
    [{ text: '/refund/' }, false],
    [{ hash: promptHash(callOf({ provider: 'anthropic', model: 'claude' })) }, true],
    [{ hash: '0123456789abcdef' }, false],
  ])('forPrompt %j fires on a call about a parcel: %j', (asking, expected) => {
    expect(firedFaults({ forPrompt: asking }, [callOf()])).toEqual(expected ? [0] : [])
  })

  it("looks for its text in the user's last message only", () => {
    const said = (role: 'user' | 'assistant', text: string): Message => ({ role, parts: [{ type: 'text', text }] })
    const messages = [said('user', 'A refund?'), said('assistant', 'Which?'), said('user', 'The parcel.'), said('assistant', 'refund')]
    expect(firedFaults({ forPrompt: { text: 'refund' } }, [callOf({ messages })])).toEqual([])
  })

  it('fires if any of its targets matches', () => {
    expect(firedFaults({ for: [{ any: 'anthropic' }, { any: 'openai' }] }, [callOf()])).toEqual([0])
  })

  it('counts only the calls in its reach', () => {
    const mixed = [callOf({ provider: 'anthropic' }), callOf(), callOf({ provider: 'anthropic' }), callOf()]
    expect(firedFaults({ for: [{ provider: 'anthropic' }], nth: 2 }, mixed)).toEqual([2])
  })
})

describe('a rate', () => {
  it('fires as often as its number', () => {
    expect(firedFaults({ chance: { rate: 0.3 } }, thousand).length / 1_000).toBeCloseTo(0.3, 1)
  })

  it('draws again for a retry', () => {
    const retries = Array.from({ length: 50 }, (_, attempt) => callOf({ attempt }))
    const fired = firedFaults({ chance: { rate: 0.5 } }, retries).length
    expect(fired > 0 && fired < 50).toBe(true)
  })

  it.each(['request', 'conversation', 'model', 'provider'] as const)(
    'fires all or none of the calls that share a %s it sticks to',
    (sticky) => {
      fc.assert(
        fc.property(fc.string(), (seed) => {
          const retries = Array.from({ length: 5 }, (_, attempt) => callOf({ attempt }))
          return [0, 5].includes(firedFaults({ chance: { rate: 0.5, sticky } }, retries, seed).length)
        }),
      )
    },
  )

  it('sticks to some conversations and not to others', () => {
    const conversations = Array.from({ length: 50 }, (_, index) =>
      callOf({ messages: [{ role: 'user', parts: [{ type: 'text', text: `question ${index}` }] }] }),
    )
    const fired = firedFaults({ chance: { rate: 0.5, sticky: 'conversation' } }, conversations).length
    expect(fired > 0 && fired < 50).toBe(true)
  })

  it('grows along a ramp, and then stays', () => {
    const spread = Array.from({ length: 3_000 }, (_, index) => callOf({ key: `key ${index}`, at: index * 10 }))
    const fired = firedFaults({ ramp: { from: 0, to: 1, over: 20_000 } }, spread)
    const share = (from: number, to: number): number => fired.filter((index) => index >= from && index < to).length / (to - from)
    expect(share(0, 200)).toBeLessThan(0.15)
    expect(share(900, 1_100)).toBeCloseTo(0.5, 1)
    expect(share(2_000, 3_000)).toBe(1)
  })

  it('fires on the same calls in any order', () => {
    const calls = thousand.slice(0, 20)
    const keysHit = (order: readonly Call[], seed: string): Set<string> =>
      new Set(firedFaults({ chance: { rate: 0.5 } }, order, seed).map((index) => order[index]!.key))
    fc.assert(
      fc.property(fc.string(), fc.shuffledSubarray(calls, { minLength: calls.length }), (seed, order) => {
        expect(keysHit(order, seed)).toEqual(keysHit(calls, seed))
      }),
    )
  })
})
