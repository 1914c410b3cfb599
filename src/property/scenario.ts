import type { Chaos } from '../chaos/chaos.ts'
import { coreOf } from '../chaos/core.ts'
import { milliseconds, type Duration } from '../engine/base/duration.ts'
import { BrownoutError } from '../engine/base/errors.ts'
import { checkReached } from './check-reached.ts'
import { ScenarioRuns, type ScenarioTools } from './scenario-runs.ts'
import { makerOf, type TaskOrApp } from './task-or-app.ts'
import { AppRuns } from './trial/app-runs.ts'
import { joinTime } from './trial/join-time.ts'

export type { ScenarioTools, ScenarioRunOptions, TaskRun } from './scenario-runs.ts'

/** Options for {@link scenario}. */
export interface ScenarioOptions {
  /** The time limit of one run of the task, on the virtual clock. Default: 1 hour */
  readonly limit?: Duration
}

/**
 * Runs one app several times on one virtual clock, as your test specifies: a run, an outage, a run ten minutes later, two concurrent
 * runs, a user who aborts. Each run returns its value or error, its effects and its calls. Nothing is judged.
 * `chaos.journal` contains the calls of all runs.
 * @param app a task, or how to create the app, once, and its task
 * @param play the scenario: runs the task, waits, runs it again
 * @returns what `play` returns
 * @throws BrownoutError if no run called an emulated provider, a run is not awaited, or a fault throws
 * @example
 * await scenario(chaos, ({ signal }) => ask('Where is my parcel?', { signal }), async ({ run, runConcurrently, wait }) => {
 *   const before = await run()
 *   await run({ inject: [overloaded()] })
 *   await wait('10m')
 *   expect((await run()).value).toEqual(before.value)
 *   const [one, other] = await runConcurrently(2, { abortAfter: '1s' })
 *   expect(other?.error).toBeUndefined()
 * })
 */
export async function scenario<App, Result>(
  chaos: Chaos,
  app: TaskOrApp<App>,
  play: (tools: ScenarioTools) => Result | Promise<Result>,
  options: ScenarioOptions = {},
): Promise<Result> {
  if (typeof play !== 'function')
    throw new BrownoutError(
      `scenario() got ${String(play)} as the scenario: expected a function, such as async ({ run, wait }) => { await run(); await wait('10m'); await run() }.`,
    )
  const limit = milliseconds(options.limit ?? '1h')
  const { makeTask } = makerOf(app, chaos, 'scenario()')
  await checkReached('scenario()', chaos)
  const { session, stop } = joinTime('scenario()', chaos.seed)
  try {
    const task = await (session === undefined ? makeTask() : session.working(() => makeTask()))
    const { run } = coreOf(chaos)
    const runs = new ScenarioRuns(chaos, new AppRuns(run, session, limit), task)
    return await (session === undefined
      ? runs.play(play)
      : session.inside(() => session.race(Promise.resolve().then(() => runs.play(play)))))
  } finally {
    stop()
  }
}
