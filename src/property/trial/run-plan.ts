import type { Chaos } from '../../chaos/chaos.ts'
import { coreOf } from '../../chaos/core.ts'
import { BrownoutError } from '../../engine/base/errors.ts'
import type { Injection } from '../../engine/plan/injection.ts'
import { replyOrder, type VirtualSession } from '../../time/index.ts'
import type { Evidence } from '../verdict/evidence.ts'
import { CallOwnership } from './call-ownership.ts'
import { runTask, type Task } from './run-task.ts'

/** The app under test, and the time it runs in. */
export interface RunSetting {
  readonly chaos: Chaos
  readonly task: Task
  /** Virtual time, if it is in force. */
  readonly session: VirtualSession | undefined
  /** The longest that one task can take, in ms. */
  readonly limit: number
}

/** One run of the app. */
export interface PlannedRun {
  readonly seed: string
  readonly injections: readonly Injection[]
  /** Which other order of the replies that are due at the same time, from 1. The usual order if `undefined`. */
  readonly order?: number | undefined
  /** Aborts the task after so many ms. `during` is injected in addition, and is not part of the plan. */
  readonly abort?: { readonly after: number; readonly during: readonly Injection[] }
}

/**
 * Runs the app once: on an empty journal, with only these injections in force, from a clock at 0.
 * @throws BrownoutError if a fault threw, or the app called an endpoint that is not emulated
 */
export async function runPlan({ chaos, task, session, limit }: RunSetting, planned: PlannedRun): Promise<Evidence> {
  const { seed, injections, order, abort } = planned
  const run = coreOf(chaos).beginTrial({ seed, plan: injections, beside: abort?.during ?? [] })
  const ownership = new CallOwnership()
  run.journal.hear((call) => ownership.note(call))
  const outcome = await runTask(task, {
    ownership,
    session,
    seed: run.seed,
    replyOrder: order === undefined ? undefined : replyOrder(run.seed, order),
    abortAfter: abort?.after,
    limit,
    isOpen: () => run.journal.calls.some((call) => call.endedAt === undefined),
  })
  const { journal } = run
  const [bug] = journal.bugs
  if (bug !== undefined && outcome.settlement.type !== 'stuck') throw bug
  const [unhandled] = journal.unhandled
  if (unhandled !== undefined) throw new BrownoutError(unhandled.message)
  return { journal, outcome }
}
