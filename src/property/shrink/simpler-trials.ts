import type { FaultDefinition } from '../../engine/model/fault.ts'
import type { InjectionData } from '../../engine/plan/injection.ts'
import { findFault } from '../../engine/plan/plan.ts'
import type { Trial } from '../trial/trial.ts'
import { simplerParameters } from './simpler-parameters.ts'
import { simplerTriggers } from './simpler-triggers.ts'

/** What the faults of a trial can be replaced by. */
export interface Replacements {
  /** The faults that can take the place of another, the simplest first. */
  readonly faults: readonly FaultDefinition[]
  /** Whether an injection was given as it is. It is already as simple as it was meant to be. */
  isGiven(injection: InjectionData): boolean
}

/** The most kinds of faults that one is tried to be replaced by. */
const mostKinds = 16

/** The trials that are one step simpler, the simplest first. */
export function* simplerTrials(trial: Trial, { faults, isGiven }: Replacements): Generator<Trial> {
  yield* withFewerInjections(trial)
  const { injections, variation } = trial
  const replacing = (index: number, injection: InjectionData): Trial => ({ injections: injections.with(index, injection), variation })
  const changeable = [...injections.entries()].filter(([, injection]) => !isGiven(injection))
  for (const [index, injection] of changeable) {
    for (const trigger of simplerTriggers(injection.trigger)) yield replacing(index, { ...injection, trigger })
    for (const parameters of simplerParameters(findFault(injection.fault, faults), injection.parameters))
      yield replacing(index, { ...injection, parameters })
  }
  for (const [index, { fault, trigger }] of changeable)
    for (const { name } of simplerKinds(fault, faults)) yield replacing(index, { fault: name, parameters: {}, trigger })
}

function* withFewerInjections({ injections, variation }: Trial): Generator<Trial> {
  // Single faults first: most bugs need no more, and a plan of three need not be taken apart one by one.
  if (injections.length > 2) for (const injection of injections) yield { injections: [injection], variation }
  for (const index of injections.keys()) yield { injections: injections.toSpliced(index, 1), variation }
  if (variation !== 0) yield { injections, variation: 0 }
}

/** The faults that come before one, and need no parameters. */
function simplerKinds(fault: string, faults: readonly FaultDefinition[]): FaultDefinition[] {
  const place = faults.findIndex(({ name }) => name === fault)
  return faults.slice(0, Math.max(0, Math.min(place, mostKinds))).filter(({ parameters }) => parameters.safeParse({}).success)
}
