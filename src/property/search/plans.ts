import { valueInWords } from '../../engine/base/value-in-words.ts'
import fc, { type Arbitrary } from 'fast-check'
import { BrownoutError } from '../../engine/base/errors.ts'
import { checkNames } from '../../engine/base/wrong-value.ts'
import type { Injection } from '../../engine/plan/injection.ts'
import { planVersion, readPlan } from '../../engine/plan/plan.ts'
import { injectionInWords } from '../text/injection-in-words.ts'
import { anyFault, type FaultChoices } from './fault-choices.ts'
import { planArbitrary, usualHorizon } from './plan-arbitrary.ts'

/** Options for {@link plans}. */
export interface PlansOptions {
  /** The faults that plans can contain. Default: every fault of the catalogue */
  readonly faults?: FaultChoices
  /** The most faults in one plan. Default: 3 */
  readonly atMost?: number
  /** The names of the providers that a fault can be restricted to. Default: none, so faults fire with any provider */
  readonly providers?: readonly string[]
  /** The last call that a fault can select, from 1. Default: 4 */
  readonly horizon?: number
}

const optionNames: readonly (keyof PlansOptions)[] = ['faults', 'atMost', 'providers', 'horizon']

/**
 * Generates plans for your own fast-check properties: lists of injected faults for `chaos.inject(...plan)`. A plan shrinks to fewer
 * faults, to default or smaller parameters, and to triggers that match every call or the earliest one.
 * @throws BrownoutError if an option is wrong
 * @example
 * fc.assert(fc.asyncProperty(plans({ atMost: 2 }), async (plan) => {
 *   chaos.reset()
 *   chaos.inject(...plan)
 *   expect(await ask('Where is my parcel?')).not.toBe('')
 * }))
 */
export function plans(options: PlansOptions = {}): Arbitrary<readonly Injection[]> {
  if (typeof options !== 'object' || options === null)
    throw new BrownoutError(`plans() got ${valueInWords(options)} as its options: expected an object with ${optionNames.join(', ')}.`)
  checkNames('plans() cannot read its options: it', options, optionNames)
  const { faults = anyFault(), atMost = 3, providers = [], horizon = usualHorizon } = options
  for (const [name, value] of Object.entries({ atMost, horizon })) {
    if (!Number.isInteger(value) || value < 1)
      throw new BrownoutError(`plans() cannot draw plans with { ${name}: ${valueInWords(value)} }: expected an integer of at least 1.`)
  }
  const known = faults.choices.map(({ fault }) => fault)
  return planArbitrary({ faults, atMost, providers, horizon }).map((injections) => {
    const plan = readPlan({ version: planVersion, injections }, known)
    const words = injections.length === 0 ? 'no fault' : injections.map(injectionInWords).join(', and ')
    // fast-check prints this for a counterexample, instead of the internals of a fault.
    return Object.defineProperty(plan, fc.toStringMethod, { value: () => `[${words}]` })
  })
}
