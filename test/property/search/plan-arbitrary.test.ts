import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { catalogue } from '../../../faults/catalogue.ts'
import { midStreamError, overloaded, serverError, stalledStream, truncatedStream } from '../../../faults/index.ts'
import type { InjectionData } from '../../../src/engine/plan/injection.ts'
import { readPlan } from '../../../src/engine/plan/plan.ts'
import { anyFault, faultsOf } from '../../../src/property/search/fault-choices.ts'
import { planArbitrary, type PlanShape } from '../../../src/property/search/plan-arbitrary.ts'

const providers = ['openai', 'anthropic']
const anything: PlanShape = { faults: anyFault(), atMost: 3, providers }

/** What a plan that breaks something is shrunk to. */
function shrunk(shape: PlanShape, breaks: (plan: readonly InjectionData[]) => boolean, seed: number): readonly InjectionData[] {
  const { counterexample } = fc.check(
    fc.property(planArbitrary(shape), (plan) => !breaks(plan)),
    { seed, numRuns: 5_000 },
  )
  return counterexample![0]
}

function names(plan: readonly InjectionData[]): string[] {
  return plan.map(({ fault }) => fault)
}

describe('any plan', () => {
  it('is a plan that can be read', () => {
    fc.assert(fc.property(planArbitrary(anything), (injections) => readPlan({ version: 1, injections }, catalogue).length <= 3))
  })

  it('holds at most the given number of faults', () => {
    fc.assert(fc.property(planArbitrary({ ...anything, atMost: 2 }), (plan) => plan.length <= 2))
  })

  it('holds the faults that were chosen and no others', () => {
    const faults = faultsOf(truncatedStream, overloaded())
    fc.assert(
      fc.property(planArbitrary({ ...anything, faults }), (plan) =>
        names(plan).every((name) => ['truncated-stream', 'overloaded'].includes(name)),
      ),
    )
  })

  it('leaves an injection as it was configured', () => {
    const injection = truncatedStream({ afterDeltas: 7 }).for('openai').nth(2)
    fc.assert(
      fc.property(planArbitrary({ ...anything, faults: faultsOf(injection) }), (plan) =>
        plan.every((data) => JSON.stringify(data) === JSON.stringify(injection)),
      ),
    )
  })

  it('holds an injection that was given no more than once', () => {
    const given = faultsOf(overloaded(), serverError())
    fc.assert(fc.property(planArbitrary({ ...anything, faults: given }), (plan) => new Set(names(plan)).size === plan.length))
  })

  it('is the same for the same seed', () => {
    const plans = (): InjectionData[][] => fc.sample(planArbitrary(anything), { seed: 11, numRuns: 50 })
    expect(plans()).toEqual(plans())
  })
})

describe('a plan that breaks something', () => {
  it('is shrunk to one fault if one suffices, with its usual parameters, on every call', () => {
    fc.assert(
      fc.property(fc.integer(), (seed) => {
        expect(shrunk(anything, (plan) => names(plan).includes('stalled-stream'), seed)).toEqual([
          { fault: 'stalled-stream', parameters: {}, trigger: {} },
        ])
      }),
      { numRuns: 10 },
    )
  })

  it('is shrunk to two faults if two are needed', () => {
    const needsBoth = (plan: readonly InjectionData[]): boolean =>
      names(plan).includes('overloaded') && names(plan).includes('truncated-stream')
    expect(names(shrunk({ ...anything, faults: faultsOf(overloaded, serverError, truncatedStream) }, needsBoth, 5)).toSorted()).toEqual([
      'overloaded',
      'truncated-stream',
    ])
  })

  it('shrinks to the smallest parameter that violates the property', () => {
    const needsFive = (plan: readonly InjectionData[]): boolean => plan.some(({ parameters }) => Number(parameters['afterDeltas']) >= 5)
    expect(shrunk({ ...anything, faults: faultsOf(truncatedStream) }, needsFive, 3)).toEqual([
      { fault: 'truncated-stream', parameters: { afterDeltas: 5 }, trigger: {} },
    ])
  })

  it('is shrunk to the earliest call that still violates it', () => {
    const needsOneCall = (plan: readonly InjectionData[]): boolean => plan.some(({ trigger }) => trigger.nth !== undefined)
    expect(shrunk({ ...anything, faults: faultsOf(serverError) }, needsOneCall, 9)).toEqual([
      { fault: 'server-error', parameters: {}, trigger: { nth: 1 } },
    ])
  })
})

describe('a plan that breaks something at one call, with a parameter that is large enough', () => {
  it.for([
    ['truncated-stream', 5, 3],
    ['stalled-stream', 7, 2],
    ['mid-stream-error', 4, 1],
  ] as const)('is shrunk to exactly that: %s after %d deltas on call %d', ([name, least, call]) => {
    const breaks = (plan: readonly InjectionData[]): boolean =>
      plan.some(({ fault, parameters, trigger }) => fault === name && Number(parameters['afterDeltas']) >= least && trigger.nth === call)
    const faults = faultsOf(truncatedStream, stalledStream, midStreamError, overloaded)
    fc.assert(
      fc.property(fc.integer(), (seed) => {
        expect(shrunk({ ...anything, faults }, breaks, seed)).toEqual([
          { fault: name, parameters: { afterDeltas: least }, trigger: { nth: call } },
        ])
      }),
      { numRuns: 10 },
    )
  })
})
