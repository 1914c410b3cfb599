import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { catalogue } from '../../faults/catalogue.ts'
import { overloaded, serverError, stalledStream, truncatedStream } from '../../faults/index.ts'
import type { InjectionData } from '../../src/engine/injection.ts'
import { readPlan } from '../../src/engine/plan.ts'
import { defineFault } from '../../src/index.ts'
import { parameterArbitrary } from '../../src/property/parameter-arbitrary.ts'
import { anyFault, faultsOf, firstPlans, planArbitrary, type PlanSpace } from '../../src/property/plans.ts'

const providers = ['openai', 'anthropic']
const anything: PlanSpace = { faults: anyFault(), atMost: 3, providers }

/** What a plan that breaks something is shrunk to. */
function shrunk(space: PlanSpace, breaks: (plan: readonly InjectionData[]) => boolean, seed: number): readonly InjectionData[] {
  const { counterexample } = fc.check(
    fc.property(planArbitrary(space), (plan) => !breaks(plan)),
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

  it('holds no more faults than asked for', () => {
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
  it('is shrunk to one fault where one suffices, with its usual parameters, on every call', () => {
    fc.assert(
      fc.property(fc.integer(), (seed) => {
        expect(shrunk(anything, (plan) => names(plan).includes('stalled-stream'), seed)).toEqual([
          { fault: 'stalled-stream', parameters: {}, trigger: {} },
        ])
      }),
      { numRuns: 10 },
    )
  })

  it('is shrunk to two faults where it takes two', () => {
    const needsBoth = (plan: readonly InjectionData[]): boolean =>
      names(plan).includes('overloaded') && names(plan).includes('truncated-stream')
    expect(names(shrunk({ ...anything, faults: faultsOf(overloaded, serverError, truncatedStream) }, needsBoth, 5)).toSorted()).toEqual([
      'overloaded',
      'truncated-stream',
    ])
  })

  it('is shrunk to the smallest parameter that does it', () => {
    const needsFive = (plan: readonly InjectionData[]): boolean => plan.some(({ parameters }) => Number(parameters['afterDeltas']) >= 5)
    expect(shrunk({ ...anything, faults: faultsOf(truncatedStream) }, needsFive, 3)).toEqual([
      { fault: 'truncated-stream', parameters: { afterDeltas: 5 }, trigger: {} },
    ])
  })

  it('is shrunk to the earliest call that does it', () => {
    const needsOneCall = (plan: readonly InjectionData[]): boolean => plan.some(({ trigger }) => trigger.nth !== undefined)
    expect(shrunk({ ...anything, faults: faultsOf(serverError) }, needsOneCall, 9)).toEqual([
      { fault: 'server-error', parameters: {}, trigger: { nth: 1 } },
    ])
  })
})

describe('the first plans', () => {
  it('try every fault of the catalogue alone, on every call, before anything else', () => {
    expect(firstPlans(anything, 1).slice(0, catalogue.length)).toEqual(
      catalogue.map(({ name }) => [{ fault: name, parameters: {}, trigger: {} }]),
    )
  })

  it('try each call that the undisturbed app makes, in turn, up to the fourth', () => {
    const positions = (calls: number): unknown[] =>
      firstPlans({ ...anything, faults: faultsOf(overloaded) }, calls).flatMap((plan) => plan[0]!.trigger.nth ?? [])
    expect(positions(3)).toEqual([1, 2, 3])
    expect(positions(40)).toEqual([1, 2, 3, 4])
  })

  it('name a provider only where there are several', () => {
    const scopes = (space: PlanSpace): unknown[] => firstPlans(space, 1).flatMap((plan) => plan[0]!.trigger.for ?? [])
    expect(scopes({ faults: faultsOf(overloaded), atMost: 1, providers: ['openai'] })).toEqual([])
    expect(scopes({ faults: faultsOf(overloaded), atMost: 1, providers })).toEqual([{ any: 'openai' }, { any: 'anthropic' }])
  })

  it('give the parameters that must be given', () => {
    const delayed = defineFault({
      name: 'delayed',
      summary: 'comes late',
      sources: [],
      breaks: [],
      parameters: z.object({ hops: z.int().min(2).max(5) }),
      deliver: (beats) => beats,
    })
    const [[injection]] = firstPlans({ ...anything, faults: faultsOf(delayed) }, 1) as [[InjectionData]]
    expect(injection.parameters['hops']).toSatisfy((hops: number) => hops >= 2 && hops <= 5)
  })
})

describe('parameters', () => {
  it.for(catalogue.map((fault) => [fault.name, fault] as const))('of %s are such as it takes', ([, fault]) => {
    fc.assert(fc.property(parameterArbitrary(fault), (parameters) => fault.parameters.safeParse(parameters).success))
  })

  it('last longer than any client waits, sometimes, and for ever', () => {
    const lasting = new Set(
      fc.sample(parameterArbitrary(stalledStream.fault), { seed: 1, numRuns: 200 }).map((parameters) => parameters['lasting']),
    )
    expect(lasting).toContain(600_000)
    expect(lasting).toContain('forever')
  })

  it('cannot be drawn where nothing says what they may be', () => {
    const echoing = defineFault({
      name: 'echoing',
      summary: 'says it',
      sources: [],
      breaks: [],
      parameters: z.object({ text: z.string() }),
      deliver: (beats) => beats,
    })
    expect(() => planArbitrary({ ...anything, faults: faultsOf(echoing) })).toThrow(
      'Cannot draw parameters for "echoing": its "text" must be given, and may be anything.',
    )
    expect(() => planArbitrary({ ...anything, faults: faultsOf(echoing({ text: 'oh' })) })).not.toThrow()
  })
})

describe('faultsOf', () => {
  it('needs a fault', () => {
    expect(() => faultsOf()).toThrow('faultsOf() needs a fault, such as faultsOf(truncatedStream).')
  })

  it('refuses what is none', () => {
    expect(() => faultsOf('overloaded' as never)).toThrow('faultsOf() needs faults or injections, but got overloaded.')
  })
})
