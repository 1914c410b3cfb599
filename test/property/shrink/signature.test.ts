import { describe, expect, it } from 'vitest'
import { overloaded, slowFirstToken } from '../../../faults/index.ts'
import { defineProperty, held, violated } from '../../../src/kit.ts'
import { failureOf } from '../../../src/property/failing-trial.ts'
import { faultsOf } from '../../../src/property/index.ts'
import { readSettings } from '../../../src/property/settings.ts'
import { kindOf } from '../../../src/property/shrink/signature.ts'
import { joinTime } from '../../../src/property/trial/join-time.ts'
import { openai } from '../../../src/index.ts'
import { withChaos } from '../../../src/vitest/index.ts'
import { askOpenAI } from '../apps.ts'

const test = withChaos({ providers: [openai()], unfiredFaults: 'ignore', clientBehavior: 'ignore' })

describe('the kind of a violation', () => {
  it.for([
    ['the texts of the run', 'it returns "Thank you" as complete', 'it returns "Thanks" as complete'],
    ['a text that was shortened', 'value is "Thank you f… instead of 7', 'value is "Tha… instead of 7'],
    ['how often', '"refund" happened 2 times instead of once', '"refund" happened 3 times instead of 2 times'],
    ['how long', 'the task settled after 1m30s', 'the task settled after 90s'],
    [
      'the words of an error',
      'the task rejected with APIError: 500 "no", and resolves to "yes" without a fault',
      'the task rejected with RateLimitError: 429, and resolves to "yes" without a fault',
    ],
  ] as const)('omits %s', ([, one, other]) => {
    expect(kindOf(one)).toBe(kindOf(other))
  })

  it.for([
    ['what was lost', 'items has 2 items instead of 3', 'title is missing'],
    ['whom it is about', 'openai was called 7 times', 'anthropic was called 7 times'],
    ['how the task ended', 'the task rejected with Error: no', 'the task never settled'],
  ] as const)('prints %s', ([, one, other]) => {
    expect(kindOf(one)).not.toBe(kindOf(other))
  })
})

/** Violated in two ways: two faults show another bug than one of them. */
const twoBugs = defineProperty({
  id: 'two-bugs',
  statement: 'nothing is wrong',
  hint: 'none',
  judge: ({ journal: { calls } }) => {
    const fired = new Set(calls.flatMap((call) => call.fired.map(({ fault }) => fault)))
    if (fired.size === 0) return held
    return violated(fired.has('slow-first-token') && fired.has('overloaded') ? 'a slow call was refused' : 'a call was disturbed')
  },
})

test('a plan is not shrunk to one that violates the same property in another way', async ({ chaos }) => {
  const settings = readSettings(chaos, { properties: [twoBugs], faults: faultsOf(overloaded, slowFirstToken), baseline: false })
  const { session, stop } = joinTime('this test', chaos.seed)
  const injections = [slowFirstToken({ by: '3s' }).first(3), overloaded().nth(1)].map((injection) => injection.toJSON())
  try {
    const setting = { chaos, makeTask: () => () => askOpenAI().catch(() => 'Sorry'), session, limit: 60_000, seed: chaos.seed }
    const failure = await failureOf(
      { trial: { injections, variation: 3 }, property: twoBugs, foundIn: 7 },
      settings,
      { ...setting, always: [], faults: settings.faults, judgeRehearsal: () => Promise.resolve([]) },
      [],
    )
    expect(failure.message).toContain('(two-bugs): a slow call was refused.')
    expect(failure.plan.injections.map(({ fault }) => fault)).toEqual(['slow-first-token', 'overloaded'])
  } finally {
    stop()
  }
})
