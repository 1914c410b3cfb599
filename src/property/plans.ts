import fc, { type Arbitrary } from 'fast-check'
import { catalogue } from '../../faults/catalogue.ts'
import { BrownoutError } from '../engine/base/errors.ts'
import type { FaultDefinition } from '../engine/model/fault.ts'
import type { FaultFactory } from '../engine/plan/define-fault.ts'
import { Injection, type InjectionData } from '../engine/plan/injection.ts'
import { planVersion, readPlan } from '../engine/plan/plan.ts'
import { checkNames } from '../engine/base/wrong-value.ts'
import { injectionInWords } from './text/injection-in-words.ts'
import { parameterArbitrary } from './parameter-arbitrary.ts'

/** A fault that plans may hold: with any parameters, or with given ones. */
export interface Choice {
  readonly fault: FaultDefinition
  readonly injection: Injection | undefined
}

/** The faults that plans may hold. */
export interface FaultChoices {
  readonly choices: readonly Choice[]
}

/**
 * Every fault of the catalogue.
 * @example
 * survives(chaos, app, { faults: anyFault(), properties })
 */
export function anyFault(): FaultChoices {
  return { choices: catalogue.map((fault) => ({ fault, injection: undefined })) }
}

/**
 * Some faults: as they are named, with any parameters; as an injection, with its own parameters and trigger.
 * @throws BrownoutError where none is given, or something else
 * @example
 * faultsOf(truncatedStream, overloaded().for('openai'))
 */
export function faultsOf(...faults: readonly (FaultFactory | Injection | { readonly fault: FaultDefinition })[]): FaultChoices {
  if (faults.length === 0) throw new BrownoutError('faultsOf() needs a fault, such as faultsOf(truncatedStream).')
  return {
    choices: faults.map((given) => {
      if (given instanceof Injection) return { fault: given.fault, injection: given }
      const fault = (given as { fault?: FaultDefinition } | undefined)?.fault
      if (fault === undefined) throw new BrownoutError(`faultsOf() needs faults or injections, but got ${String(given)}.`)
      return { fault, injection: undefined }
    }),
  }
}

/** The last call that a plan singles out where nothing else is said, from 1. */
const usualHorizon = 4

/** What plans are drawn from. */
export interface PlanSpace {
  readonly faults: FaultChoices
  readonly atMost: number
  readonly providers: readonly string[]
  /** The fewest faults in one plan: none where it is left out. */
  readonly atLeast?: number
  /** The last call that a plan singles out, from 1. */
  readonly horizon?: number
}

/** Any trigger, the simplest first: every call, one provider's, the n-th, the first n. */
function triggerArbitrary({ providers, horizon = usualHorizon }: PlanSpace): Arbitrary<InjectionData['trigger']> {
  const target = (): Arbitrary<[{ any: string }]> => fc.tuple(fc.record({ any: fc.constantFrom(...providers) }))
  const scope: { for?: Arbitrary<[{ any: string }]> } = providers.length > 1 ? { for: target() } : {}
  const count = fc.integer({ min: 1, max: horizon })
  return fc.oneof(
    { withCrossShrink: true },
    fc.record(scope, { requiredKeys: [] }),
    fc.record({ ...scope, nth: count }, { requiredKeys: ['nth'] }),
    fc.record({ ...scope, first: count }, { requiredKeys: ['first'] }),
  )
}

function injectionArbitrary({ fault, injection }: Choice, trigger: Arbitrary<InjectionData['trigger']>): Arbitrary<InjectionData> {
  if (injection !== undefined) return fc.constant(injection.toJSON())
  return fc.record({ fault: fc.constant(fault.name), parameters: parameterArbitrary(fault), trigger })
}

/** Any plan of at most so many injections. Shrinks to fewer, simpler and earlier ones. */
export function planArbitrary(space: PlanSpace): Arbitrary<InjectionData[]> {
  const { faults, atMost, atLeast = 0 } = space
  const trigger = triggerArbitrary(space)
  const injection = fc.oneof({ withCrossShrink: true }, ...faults.choices.map((choice) => injectionArbitrary(choice, trigger)))
  // An injection that was given is one value, and in force once at most; each one that is drawn is a value of its own.
  return fc.uniqueArray(injection, { minLength: atLeast, maxLength: atMost, comparator: 'SameValue' })
}

/** What plans of `plans()` may hold. */
export interface PlansOptions {
  /** The faults that plans may hold: every one of the catalogue where it is left out. */
  readonly faults?: FaultChoices
  /** The most faults in one plan: 3 where it is left out. */
  readonly atMost?: number
  /** The names of the providers that a fault may be held to; where it is left out, faults fire whatever is called. */
  readonly providers?: readonly string[]
  /** The last call that a fault may single out, from 1: the fourth where it is left out. */
  readonly horizon?: number
}

const optionNames: readonly (keyof PlansOptions)[] = ['faults', 'atMost', 'providers', 'horizon']

/**
 * Any plan, for properties of your own in fast-check: a list of injections for `chaos.inject(...plan)`. It shrinks to no
 * fault, then to the fewest, with the usual or smallest parameters, on every call or the earliest.
 * @throws BrownoutError where an option is wrong
 * @example
 * fc.assert(fc.asyncProperty(plans({ atMost: 2 }), async (plan) => {
 *   chaos.reset()
 *   chaos.inject(...plan)
 *   expect(await ask('Where is my parcel?')).not.toBe('')
 * }))
 */
export function plans(options: PlansOptions = {}): Arbitrary<readonly Injection[]> {
  checkNames('plans() cannot read its options: it', options, optionNames)
  const { faults = anyFault(), atMost = 3, providers = [], horizon = usualHorizon } = options
  for (const [name, value] of Object.entries({ atMost, horizon })) {
    if (!Number.isInteger(value) || value < 1)
      throw new BrownoutError(`plans() cannot draw plans with { ${name}: ${value} }: expected a whole number of at least 1.`)
  }
  const known = faults.choices.map(({ fault }) => fault)
  return planArbitrary({ faults, atMost, providers, horizon }).map((injections) => {
    const plan = readPlan({ version: planVersion, injections }, known)
    const words = injections.length === 0 ? 'no fault' : injections.map(injectionInWords).join(', and ')
    // What fast-check prints of a counterexample, in place of a fault's insides.
    return Object.defineProperty(plan, fc.toStringMethod, { value: () => `[${words}]` })
  })
}

/**
 * Which variation of the seed a run takes, so that what is left to chance falls differently from run to run: the answers, the
 * jitter, and whom a `.chance` fires. Shrinks to 0, the seed itself; one of the others is as simple as the next.
 */
export const variationArbitrary: Arbitrary<number> = fc.oneof({ withCrossShrink: true }, fc.constant(0), {
  arbitrary: fc.noShrink(fc.integer({ min: 1, max: 9_999 })),
  weight: 3,
})
