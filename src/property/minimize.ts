import type { FaultDefinition } from '../engine/model/fault.ts'
import type { InjectionData } from '../engine/plan/injection.ts'
import { findFault } from '../engine/plan/plan.ts'
import { inOrder, type Trial } from './exploration.ts'
import { simplerParameters } from './parameter-arbitrary.ts'

/** What a plan is made simpler with. */
export interface Minimizing {
  /** The faults that it may name, the simplest first. */
  readonly faults: readonly FaultDefinition[]
  /** Whether an injection is to stay as it is. */
  isGiven(injection: InjectionData): boolean
  /** How many other orders there are of what comes at the same time: none where it is left out. */
  readonly otherOrders?: number
  /** Whether a simpler plan breaks the same. */
  breaks(trial: Trial): Promise<boolean>
}

/** The most simpler plans that are tried. */
const patience = 1_000

/**
 * The simplest plan that breaks the same: no injection of it can be left out, no trigger be wider or earlier, no parameter
 * be usual or smaller, and no fault be one of the few that are simplest. Depends on nothing but the plan it begins with.
 * @returns it, and in how many steps it was reached
 */
export async function minimize(trial: Trial, minimizing: Minimizing): Promise<{ readonly trial: Trial; readonly steps: number }> {
  const tried = new Set<string>()
  let simplest = trial
  let steps = 0
  for (let next: Trial | undefined = trial; next !== undefined;) {
    next = undefined
    for (const simpler of simplerInAnyOrder(simplest, minimizing)) {
      const words = JSON.stringify(simpler)
      if (tried.has(words)) continue
      if (tried.size >= patience) return { trial: simplest, steps }
      tried.add(words)
      if (!(await minimizing.breaks(simpler))) continue
      simplest = next = simpler
      steps++
      break
    }
  }
  return { trial: simplest, steps }
}

/**
 * The usual order is simplest. A plan that breaks in another only is made simpler in any of them: what comes at the same time,
 * and so what an order means, depends on the plan.
 */
function* simplerInAnyOrder(trial: Trial, minimizing: Minimizing): Generator<Trial> {
  const orders = trial.order === undefined ? 0 : (minimizing.otherOrders ?? 0)
  if (trial.order !== undefined) yield inOrder(trial, 0)
  for (const simpler of simplerTrials(trial, minimizing)) for (let order = 0; order <= orders; order++) yield inOrder(simpler, order)
}

/** What is one step simpler, what is simplest first. */
function* simplerTrials({ injections, variation }: Trial, { faults, isGiven }: Minimizing): Generator<Trial> {
  // Plans of one fault first: most bugs need no more, and a plan of three need not be taken apart one by one.
  if (injections.length > 2) for (const injection of injections) yield { injections: [injection], variation }
  for (const index of injections.keys()) yield { injections: injections.toSpliced(index, 1), variation }
  if (variation !== 0) yield { injections, variation: 0 }
  for (const [index, injection] of injections.entries()) {
    if (isGiven(injection)) continue
    for (const trigger of simplerTriggers(injection.trigger))
      yield { injections: injections.with(index, { ...injection, trigger }), variation }
    for (const parameters of simplerParameters(findFault(injection.fault, faults), injection.parameters))
      yield { injections: injections.with(index, { ...injection, parameters }), variation }
  }
  for (const [index, injection] of injections.entries()) {
    if (isGiven(injection)) continue
    for (const { name } of simplerKinds(injection, faults))
      yield { injections: injections.with(index, { fault: name, parameters: {}, trigger: injection.trigger }), variation }
  }
}

/** The most kinds of faults that one is tried to be replaced by. */
const mostKinds = 16

/** Faults that come before one, and need no parameters. */
function simplerKinds({ fault }: InjectionData, faults: readonly FaultDefinition[]): FaultDefinition[] {
  const place = faults.findIndex(({ name }) => name === fault)
  return faults.slice(0, Math.max(0, Math.min(place, mostKinds))).filter(({ parameters }) => parameters.safeParse({}).success)
}

/** Every call is simplest, then those of one target; then the earliest call, or the fewest. */
function simplerTriggers({ for: target, nth, first }: InjectionData['trigger']): InjectionData['trigger'][] {
  const scope = target === undefined ? {} : { for: target }
  const below = (count: number): number[] => Array.from({ length: count - 1 }, (_, index) => index + 1)
  const counted = nth !== undefined || first !== undefined
  return [
    ...(counted || target !== undefined ? [{}] : []),
    ...(counted && target !== undefined
      ? [scope, { ...(nth === undefined ? {} : { nth }), ...(first === undefined ? {} : { first }) }]
      : []),
    ...(nth === undefined ? [] : below(nth).map((earlier) => ({ ...scope, nth: earlier }))),
    ...(first === undefined ? [] : below(first).map((fewer) => ({ ...scope, first: fewer }))),
  ]
}
