import fc, { type Arbitrary } from 'fast-check'
import { catalogue } from '../../faults/catalogue.ts'
import { BrownoutError } from '../engine/errors.ts'
import type { AnyFault, FaultFactory } from '../engine/fault.ts'
import { Injection, type InjectionData } from '../engine/injection.ts'
import { parameterArbitrary, usualParameters } from './parameter-arbitrary.ts'

/** A fault that plans may hold: with any parameters, or with given ones. */
interface Choice {
  readonly fault: AnyFault
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
export function faultsOf(...faults: readonly (FaultFactory | Injection | { readonly fault: AnyFault })[]): FaultChoices {
  if (faults.length === 0) throw new BrownoutError('faultsOf() needs a fault, such as faultsOf(truncatedStream).')
  return {
    choices: faults.map((given) => {
      if (given instanceof Injection) return { fault: given.fault, injection: given }
      const fault = (given as { fault?: AnyFault } | undefined)?.fault
      if (fault === undefined) throw new BrownoutError(`faultsOf() needs faults or injections, but got ${String(given)}.`)
      return { fault, injection: undefined }
    }),
  }
}

/** The last call that a plan singles out, from 1. */
const lastPosition = 4

/** What plans are drawn from. */
export interface PlanSpace {
  readonly faults: FaultChoices
  readonly atMost: number
  readonly providers: readonly string[]
}

/** Any trigger, the simplest first: every call, one provider's, the n-th, the first n. */
function triggerArbitrary(providers: readonly string[]): Arbitrary<InjectionData['trigger']> {
  const target = { for: fc.tuple(fc.record({ any: fc.constantFrom(...providers) })) }
  const scope = providers.length > 1 ? target : {}
  const count = fc.integer({ min: 1, max: lastPosition })
  return fc.oneof(
    { withCrossShrink: true },
    fc.record(scope, { requiredKeys: [] }),
    fc.record({ ...scope, nth: count }, { requiredKeys: ['nth'] }),
    fc.record({ ...scope, first: count }, { requiredKeys: ['first'] }),
  )
}

function injectionArbitrary({ fault, injection }: Choice, providers: readonly string[]): Arbitrary<InjectionData> {
  if (injection !== undefined) return fc.constant(injection.toJSON())
  return fc.record({ fault: fc.constant(fault.name), parameters: parameterArbitrary(fault), trigger: triggerArbitrary(providers) })
}

/** Any plan of at most so many injections. Shrinks to fewer, simpler and earlier ones. */
export function planArbitrary({ faults, atMost, providers }: PlanSpace): Arbitrary<InjectionData[]> {
  const injection = fc.oneof({ withCrossShrink: true }, ...faults.choices.map((choice) => injectionArbitrary(choice, providers)))
  // An injection that was given is one value, and in force once at most; each one that is drawn is a value of its own.
  return fc.uniqueArray(injection, { maxLength: atMost, comparator: 'SameValue' })
}

/**
 * Which variation of the seed a run takes, so that what is left to chance falls differently from run to run: the answers, the
 * jitter, and whom a `.chance` strikes. Shrinks to 0, the seed itself; one of the others is as simple as the next.
 */
export const variationArbitrary: Arbitrary<number> = fc.oneof({ withCrossShrink: true }, fc.constant(0), {
  arbitrary: fc.noShrink(fc.integer({ min: 1, max: 9_999 })),
  weight: 3,
})

/**
 * The plans to begin with, so that what one fault can show is found at once: each fault alone, on every call, on each
 * provider's, and on the first, second, third and fourth call, as far as the undisturbed app goes.
 * @param calls how many calls the undisturbed app makes
 */
export function firstPlans({ faults, providers }: PlanSpace, calls: number): InjectionData[][] {
  const usual = faults.choices.flatMap(({ fault, injection }) =>
    injection === undefined ? [{ fault: fault.name, parameters: usualParameters(fault) }] : [],
  )
  const alone = (trigger: InjectionData['trigger']): InjectionData[][] => usual.map((fault) => [{ ...fault, trigger }])
  const given = faults.choices.flatMap(({ injection }) => (injection === undefined ? [] : [[injection.toJSON()]]))
  const scoped = providers.length > 1 ? providers.flatMap((any) => alone({ for: [{ any }] })) : []
  const positions = Array.from({ length: Math.min(Math.max(calls, 1), lastPosition) }, (_, index) => index + 1)
  return [...given, ...alone({}), ...scoped, ...positions.flatMap((nth) => alone({ nth }))]
}
