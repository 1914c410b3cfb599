import type { Journal } from '../../engine/model/journal.ts'
import type { InjectionData } from '../../engine/plan/injection.ts'
import { inOrder, type Trial } from '../trial/trial.ts'
import { planTrials, type SearchOptions } from './plan-trials.ts'

/** Trials one after the other. Takes the journal of each before it gives the next. */
export type Trials = Generator<Trial, void, Journal>

/** All trials of a search: the app without a fault, then under plans. */
export function* searchTrials(options: SearchOptions): Trials {
  const baseline = yield* baselineTrials(options.otherOrders)
  yield* planTrials({ ...options, runs: Math.max(0, options.runs - 1 - options.otherOrders) }, baseline)
}

/** The app without a fault, in the usual order of simultaneous replies and in others. @returns the journal of the usual one */
function* baselineTrials(otherOrders: number): Generator<Trial, Journal, Journal> {
  const baseline: Trial = { injections: [], variation: 0 }
  const journal = yield baseline
  for (let order = 1; order <= otherOrders; order++) yield inOrder(baseline, order)
  return journal
}

/** The plan of an incident, in all orders: orders are drawn by the seed, and an incident does not record which one it was. */
export function* replayTrials(injections: readonly InjectionData[], otherOrders: number): Trials {
  for (let order = 0; order <= otherOrders; order++) yield inOrder({ injections, variation: 0 }, order)
}
