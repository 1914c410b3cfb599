import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { triggerInWords } from '../../../src/engine/plan/trigger-in-words.ts'
import type { Trigger } from '../../../src/engine/plan/trigger.ts'
import { anyTrigger } from './any-trigger.ts'

describe('a trigger in words', () => {
  it.each([
    [{}, 'every call'],
    [{ for: [{ any: 'openai' }] }, 'every call to openai'],
    [{ for: [{ any: 'openai' }, { provider: 'azure', model: 'gpt-5*' }] }, 'every call to openai or azure gpt-5*'],
    [{ nth: 1 }, 'call 1'],
    [{ first: 1 }, 'the first call'],
    [{ first: 2, for: [{ any: 'openai' }] }, 'the first 2 calls to openai'],
    [{ every: 1 }, 'every call'],
    [{ every: 3 }, 'every third call'],
    [{ every: 22 }, 'every 22nd call'],
    [{ every: 111 }, 'every 111th call'],
    [{ chance: { rate: 0.545 } }, '54.5% of calls'],
    [{ chance: { rate: 1, sticky: 'model' } }, 'every call, the same models each time'],
    [{ chance: { rate: 0.2, sticky: 'model' } }, '20% of calls, the same models each time'],
    [{ chance: { rate: 0.5 }, first: 4, for: [{ any: 'openai' }] }, '50% of the first 4 calls to openai'],
    [{ between: { from: 600_000, to: 1_200_000 } }, 'every call, from 10m to 20m'],
    [{ between: { from: 0, to: 180_000 }, for: [{ any: 'openai' }] }, 'every call to openai, until 3m'],
    [{ between: { from: -30_000, to: 60_000 } }, 'every call, from 30s before the start to 1m'],
    [{ inRun: [1] }, 'every call, in run 1'],
    [{ inRun: [1, 3], for: [{ any: 'openai' }] }, 'every call to openai, in runs 1 and 3'],
    [{ inRun: [1], between: { from: 0, to: 600_000 } }, 'every call, in run 1, until 10m'],
    [{ forPrompt: { text: 'refund' }, for: [{ any: 'openai' }] }, 'every call to openai with prompt "refund"'],
    [{ forPrompt: { text: '/refunds?/i' }, first: 2 }, 'the first 2 calls with prompt /refunds?/i'],
    [{ forPrompt: { hash: '0123456789abcdef' } }, 'every call with prompt hash 0123456789abcdef'],
    [{ wave: { on: 10_000, off: 5_000 } }, 'every call, in waves: 10s on, 5s off'],
    [{ ramp: { from: 0, to: 0.5, over: 600_000 } }, 'a growing share of calls, from 0% to 50% over 10m'],
    [{ ramp: { from: 0.5, to: 0, over: 600_000 } }, 'a shrinking share of calls, from 50% to 0% over 10m'],
  ] as const)('%j is %s', (trigger, words) => {
    expect(triggerInWords(trigger as unknown as Trigger)).toBe(words)
  })

  it('names the number of runs, if it is known', () => {
    expect(triggerInWords({ inRun: [1] }, 3)).toBe('every call, in run 1 of 3')
    expect(triggerInWords({ inRun: [1, 2] }, 3)).toBe('every call, in runs 1 and 2 of 3')
  })

  it('describes every member of any trigger', () => {
    fc.assert(
      fc.property(anyTrigger, fc.constantFrom('for', 'inRun', 'between', 'wave', 'forPrompt', 'nth', 'chance', 'ramp'), (trigger, name) => {
        const { [name]: value, ...rest } = trigger
        // A chance of 1 changes nothing.
        fc.pre(name !== 'chance' || trigger.chance?.rate !== 1)
        if (value !== undefined) expect(triggerInWords(trigger)).not.toBe(triggerInWords(rest))
      }),
    )
  })
})
