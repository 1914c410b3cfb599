import type { JournalCall } from '../../engine/model/journal.ts'
import type { InjectionData } from '../../engine/plan/injection.ts'
import type { Script } from '../../engine/plan/script.ts'
import type { RehearsedRun } from '../trial/rehearse.ts'
import { inOrder, type Trial } from '../trial/trial.ts'

/** The result of a trial for a search: the calls and effects of its first run, and all runs. */
export interface Feedback {
  readonly calls: readonly JournalCall[]
  /** The number of reported effects. */
  readonly effects: number
  readonly runs: readonly RehearsedRun[]
}

/** Yields trials one after the other. Receives the result of each before it yields the next. */
export type Trials = Generator<Trial, void, Feedback>

/** The plan of an incident, in all orders: orders are drawn by the seed, and an incident file does not record which one it was. */
export function* replayTrials(injections: readonly InjectionData[], script: Script, otherOrders: number): Trials {
  for (let order = 0; order <= otherOrders; order++) yield inOrder({ injections, variation: 0, script }, order)
}
