import { inOrder, type Trial } from '../trial/trial.ts'
import { simplerTrials, type Replacements } from './simpler-trials.ts'

/** Options for shrinking a trial. */
export interface ShrinkOptions extends Replacements {
  /** How many other orders of simultaneous responses there are. Default: 0 */
  readonly otherOrders?: number
  /** Whether a trial violates the same property in the same way as the original one. */
  violates(trial: Trial): Promise<boolean>
}

/** The most simpler trials to run. */
const mostTrials = 1_000

/**
 * Finds the simplest trial that violates the same property in the same way: no injection can be removed, no trigger can be wider or earlier, no
 * parameter can be usual or smaller, and no fault can be replaced by a simpler one. Depends only on the original trial.
 * @returns the trial, and the number of shrinking steps
 */
export async function shrink(trial: Trial, options: ShrinkOptions): Promise<{ readonly trial: Trial; readonly steps: number }> {
  const tried = new Set<string>()
  let simplest = trial
  let steps = 0
  for (let next: Trial | undefined = trial; next !== undefined;) {
    next = undefined
    for (const simpler of simplerInAnyOrder(simplest, options)) {
      const data = JSON.stringify(simpler)
      if (tried.has(data)) continue
      if (tried.size >= mostTrials) return { trial: simplest, steps }
      tried.add(data)
      if (!(await options.violates(simpler))) continue
      simplest = next = simpler
      steps++
      break
    }
  }
  return { trial: simplest, steps }
}

/**
 * The usual order is simplest. A trial that violates the property only in another order is shrunk in any of them: which responses
 * are simultaneous, and so the meaning of an order, depends on the plan.
 */
function* simplerInAnyOrder(trial: Trial, options: ShrinkOptions): Generator<Trial> {
  const orders = trial.order === undefined ? 0 : (options.otherOrders ?? 0)
  if (trial.order !== undefined) yield inOrder(trial, 0)
  for (const simpler of simplerTrials(trial, options)) for (let order = 0; order <= orders; order++) yield inOrder(simpler, order)
}
