import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { catalogue, truncatedStream } from '../../../faults/catalogue.ts'
import { findFault, readPlan, writePlan } from '../../../src/engine/plan/plan.ts'
import { parameterArbitrary } from '../../../src/property/search/parameters/arbitrary.ts'
import { anyTrigger } from './any-trigger.ts'

const anyInjection = fc
  .constantFrom(...catalogue)
  .chain((fault) => fc.record({ fault: fc.constant(fault.name), parameters: parameterArbitrary(fault), trigger: anyTrigger }))
const anyPlan = fc.record({ version: fc.constant(1 as const), injections: fc.array(anyInjection, { maxLength: 3 }) })

describe('a plan', () => {
  it('is the same after it was written as JSON and read again', () => {
    fc.assert(
      fc.property(anyPlan, (plan) => {
        const written = writePlan(readPlan(plan, catalogue))
        expect(writePlan(readPlan(JSON.parse(JSON.stringify(written)), catalogue))).toEqual(written)
      }),
    )
  })

  it('fills in missing members with defaults', () => {
    const [injection] = readPlan({ version: 1, injections: [{ fault: 'truncated-stream' }] }, catalogue)
    expect(injection?.toJSON()).toEqual(truncatedStream().toJSON())
  })

  it('takes durations with units in its triggers', () => {
    const trigger = { between: { from: '1m', to: '1h' }, wave: { on: '2s', off: '250ms' }, ramp: { from: 0, to: 1, over: '10m' } }
    const [injection] = readPlan({ version: 1, injections: [{ fault: 'truncated-stream', trigger }] }, catalogue)
    expect(injection?.trigger).toEqual({
      between: { from: 60_000, to: 3_600_000 },
      wave: { on: 2_000, off: 250 },
      ramp: { from: 0, to: 1, over: 600_000 },
    })
  })

  it('cannot hold a function', () => {
    expect(() => writePlan([truncatedStream().when(() => true)])).toThrow(
      'Cannot export the injection of "truncated-stream": its .when(...) is a function, and a plan holds data only. Use .for, .forPrompt, .first, .nth, .every, .chance or .between instead.',
    )
  })
})

describe('a plan that cannot be read', () => {
  const withTrigger = (trigger: unknown): unknown => ({ version: 1, injections: [{ fault: 'truncated-stream', trigger }] })
  const withParameters = (parameters: unknown): unknown => ({ version: 1, injections: [{ fault: 'truncated-stream', parameters }] })

  it.each([
    ['of another version', { version: 2, injections: [] }, 'Cannot read the plan: its version is 2, and this brownout reads version 1.'],
    ['whose version is a BigInt', { version: 5n }, 'Cannot read the plan: its version is 5, and this brownout reads version 1.'],
    ['without a version', { injections: [] }, 'Cannot read the plan: its version is missing, and this brownout reads version 1.'],
    ['that is nothing', null, 'Cannot read the plan: its version is missing, and this brownout reads version 1.'],
    [
      'without injections',
      { version: 1 },
      'Cannot read the plan: "injections" is undefined: Invalid input: expected array, received undefined.',
    ],
    [
      'with a slip in its own members',
      { version: 1, injection: [] },
      'Cannot read the plan: a plan has no "injection". Did you mean "injections"?',
    ],
    [
      "with a slip in an injection's members",
      { version: 1, injections: [{ fault: 'overloaded', triger: {} }] },
      'Cannot read the plan: an injection has no "triger". Did you mean "trigger"?',
    ],
    [
      'with an unknown fault',
      { version: 1, injections: [{ fault: 'truncated-straem' }] },
      'Cannot inject "truncated-straem": no such fault. Did you mean "truncated-stream"?',
    ],
    [
      'with an unknown parameter',
      withParameters({ afterDelta: 2 }),
      'Cannot inject "truncated-stream": it has no parameter "afterDelta". Did you mean "afterDeltas"?',
    ],
    [
      'with a wrong parameter',
      withParameters({ ending: 'clen' }),
      'Cannot inject "truncated-stream": "ending" is "clen": Invalid option: expected one of "clean"|"reset"|"closed" (did you mean "clean"?).',
    ],
    ['with an unknown trigger', withTrigger({ frist: 2 }), 'Cannot read the plan: a trigger has no "frist". Did you mean "first"?'],
    [
      'with a wrong trigger',
      withTrigger({ first: 'two' }),
      'Cannot read the plan: "injections.0.trigger.first" is "two": Invalid input: expected number, received string.',
    ],
    [
      'with a wrong duration',
      withTrigger({ between: { from: '1x', to: 3 } }),
      'Cannot read the plan: "injections.0.trigger.between.from" is "1x": expected a duration such as "250ms", "2s", "10m" or "1h".',
    ],
    [
      'with a wrong rate',
      withTrigger({ chance: { rate: 3 } }),
      'Cannot read the plan: "injections.0.trigger.chance.rate" is 3: Too big: expected number to be <=1.',
    ],
    [
      'with a broken pattern',
      withTrigger({ for: [{ model: '/[/' }] }),
      'Cannot read the plan: "injections.0.trigger.for.0.model" is "/[/": expected a name, a name with * for anything, or a regular expression such as /^gpt/.',
    ],
    [
      'with a pattern that needs backtracking',
      withTrigger({ for: [{ model: '/(a)\\1/' }] }),
      'Cannot read the plan: "injections.0.trigger.for.0.model" is "/(a)\\\\1/": expected a regular expression that RE2 can match, without look-arounds, back-references and the flags v and y, since one that is given as text must not block the process; in code, .forPrompt and .for take any RegExp.',
    ],
  ])('%s is described in one line', (_, plan, message) => {
    expect(() => readPlan(plan, catalogue)).toThrow(expect.objectContaining({ name: 'BrownoutError', message }))
  })
})

describe('findFault', () => {
  it('names the option for a fault of your own if no name is near', () => {
    expect(() => findFault('nothing-alike-at-all', catalogue)).toThrow(
      /^Cannot inject "nothing-alike-at-all": no such fault\. "npx brownout faults" lists the catalogue\. A fault of your own must be passed as well: withChaos\(\{ faults: /,
    )
  })
})
