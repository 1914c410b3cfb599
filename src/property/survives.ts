import type { Chaos } from '../chaos/chaos.ts'
import { coreOf } from '../chaos/core.ts'
import { failureOf } from './failing-trial.ts'
import { InconclusiveError } from './failure.ts'
import type { SurvivesOptions } from './options.ts'
import type { SurvivalReport } from './report/survival-report.ts'
import { Tally } from './report/tally.ts'
import { firstViolation } from './search/first-violation.ts'
import type { SearchOptions } from './search/plan-trials.ts'
import { replayTrials, searchTrials, type Trials } from './search/trials.ts'
import { breaksAny } from './search/yield-order.ts'
import { readSettings, type SurvivesSettings } from './settings.ts'
import { inconclusiveMessage, noCallMessage } from './text/inconclusive-message.ts'
import type { Task } from './trial/run-task.ts'
import { runTrial, type TrialSetting } from './trial/run-trial.ts'
import { joinTime } from './trial/join-time.ts'

/**
 * Runs an app under many plans of faults, and checks that the properties hold in every run. The first plans are each fault
 * alone, beginning with those that break most apps. A plan that violates a property is shrunk to the fewest and simplest faults
 * that do.
 * @returns what was tried, and which properties held
 * @throws ResilienceError if a property is violated
 * @throws InconclusiveError if no run called an emulated provider, or none exercised one of the given properties
 * @throws BrownoutError if an option is wrong, a fault or a property throws, or the app does not do the same twice
 * @example
 * await survives(chaos, ({ signal }) => ask('Where is my parcel?', { signal }))
 * await survives(chaos, ({ observe, signal }) => ask('Where is my parcel?', { observe, signal }), {
 *   faults: anyFault(), atMost: 3, runs: 200,
 *   properties: [settlesWithin('60s'), retriesAtMost(5), noSilentTruncation()],
 * })
 */
export async function survives(chaos: Chaos, task: Task, options: SurvivesOptions = {}): Promise<SurvivalReport> {
  const settings = readSettings(chaos, options)
  const { properties, limit, always, faults, time, runs } = settings
  const { seed } = chaos
  const { session, stop } = joinTime('survives()', seed, time)
  const setting: TrialSetting = { chaos, task, session, limit, seed, always, faults }
  const tally = new Tally(properties)
  try {
    const finding = await firstViolation(trialsFor(chaos, settings), runs, async (trial) => {
      const result = await runTrial(trial, properties, setting)
      tally.add(result)
      return result
    })
    if (finding !== undefined) throw await failureOf(finding, settings, setting)
  } finally {
    stop()
    // What the last trial left behind must not affect the rest of the test.
    chaos.reset(seed)
  }
  const report = tally.report()
  if (!tally.hasCalled) throw new InconclusiveError(noCallMessage(report))
  if (settings.mustExercise && report.inconclusive.length > 0)
    throw new InconclusiveError(inconclusiveMessage(report, (id) => tally.whyInconclusive(id)))
  return report
}

function trialsFor(chaos: Chaos, { shape, properties, runs, otherOrders }: SurvivesSettings): Trials {
  if (chaos.isReplaying)
    return replayTrials(
      chaos.injections.map((injection) => injection.toJSON()),
      otherOrders,
    )
  const isLikely: SearchOptions['isLikely'] = ({ fault }) => breaksAny(fault, properties)
  return searchTrials({ shape, runs, seed: chaos.seed, shard: coreOf(chaos).harness.shard, otherOrders, isLikely })
}
