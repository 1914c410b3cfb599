import fc, { type Arbitrary } from 'fast-check'
import type { InjectionData } from '../../engine/plan/injection.ts'
import type { FaultChoice, FaultChoices } from './fault-choices.ts'
import { parameterArbitrary } from './parameters/arbitrary.ts'

/** The default for the last call that a plan can select, from 1. */
export const usualHorizon = 4

/** Limits for plans. */
export interface PlanShape {
  readonly faults: FaultChoices
  /** The most faults in one plan. */
  readonly atMost: number
  /** The fewest faults in one plan. Default: 0 */
  readonly atLeast?: number
  /** The names of the providers that a fault can be restricted to. */
  readonly providers: readonly string[]
  /** The last call that a plan can select, from 1. Default: 4 */
  readonly horizon?: number
}

/** Any plan of this shape. Shrinks to fewer, simpler and earlier faults. */
export function planArbitrary(shape: PlanShape): Arbitrary<InjectionData[]> {
  const { faults, atMost, atLeast = 0 } = shape
  const trigger = triggerArbitrary(shape)
  const injection = fc.oneof({ withCrossShrink: true }, ...faults.choices.map((choice) => injectionArbitrary(choice, trigger)))
  // A fault that the user passed in is one value, so a plan contains it at most once. Each drawn fault is a separate value.
  return fc.uniqueArray(injection, { minLength: atLeast, maxLength: atMost, comparator: 'SameValue' })
}

function injectionArbitrary({ fault, injection }: FaultChoice, trigger: Arbitrary<InjectionData['trigger']>): Arbitrary<InjectionData> {
  if (injection !== undefined) return fc.constant(injection.toJSON())
  return fc.record({ fault: fc.constant(fault.name), parameters: parameterArbitrary(fault), trigger })
}

/** Any trigger, the simplest first: every call, one provider's, the n-th, the first n. */
function triggerArbitrary({ providers, horizon = usualHorizon }: PlanShape): Arbitrary<InjectionData['trigger']> {
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
