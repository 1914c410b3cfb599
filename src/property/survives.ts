import type { Chaos } from '../chaos/chaos.ts'
import { coreOf } from '../chaos/core.ts'
import { BaselineJudge, learn } from './baseline/baseline-judge.ts'
import { disturbances } from './baseline/disturbances.ts'
import { day } from './baseline/scripts.ts'
import { checkReached } from './check-reached.ts'
import { failureOf } from './failing-trial.ts'
import { InconclusiveError, ResilienceError } from './failure.ts'
import type { SurvivesOptions } from './options.ts'
import { followerOf } from './report/follower.ts'
import { SearchLog } from './report/search.ts'
import type { SurvivalReport } from './report/survival-report.ts'
import { Tally } from './report/tally.ts'
import { findingsOf } from './search/findings.ts'
import { crashTrials } from './search/crash-trials.ts'
import { planTrials, type SearchOptions } from './search/plan-trials.ts'
import { replayTrials, type Feedback, type Trials } from './search/trials.ts'
import { withoutCopies } from './search/without-copies.ts'
import { breaksAny } from './search/yield-order.ts'
import { readSettings, type SurvivesSettings } from './settings.ts'
import { makerOf, type TaskOrApp } from './task-or-app.ts'
import { inconclusiveMessage, noCallMessage } from './text/inconclusive-message.ts'
import { formatRemarks } from './text/format-remarks.ts'
import { joinTime } from './trial/join-time.ts'
import { rehearse, type Rehearsal, type RehearsalSetting } from './trial/rehearse.ts'
import { readInjections, runTrial, seedOf, type TrialSetting } from './trial/run-trial.ts'
import { BrownoutError } from '../engine/base/errors.ts'
import { hasCrash, singleRun } from '../engine/plan/script.ts'
import { scriptOf, type Trial } from './trial/trial.ts'

/**
 * Runs an app under many plans of faults, and checks that the properties hold in every run. It first observes the app without
 * a fault, and then also runs checks that need no property: see `baselineChecks`. The first plans are those that break most apps. A plan
 * with a violation is shrunk to a minimal one.
 * @param app a task, or how to create a fresh app for each run, and its task
 * @returns the tried plans, the properties that held, and the remarks
 * @throws ResilienceError if a property or a baseline check is violated
 * @throws InconclusiveError if no run called an emulated provider, none exercised one of the given properties, or none exercised any
 * @throws BrownoutError if nothing is intercepted, an option is wrong, a fault or a property throws, or the app does not behave the same
 * twice
 * @example
 * await survives(chaos, ({ signal }) => ask('Where is my parcel?', { signal }))
 * await survives(chaos, ({ observe, signal }) => ask('Where is my parcel?', { observe, signal }), {
 *   faults: anyFault(), atMost: 3, runs: 200,
 *   properties: [settlesWithin('60s'), retriesAtMost(5), noSilentTruncation()],
 * })
 */
export async function survives<App, Store = undefined>(
  chaos: Chaos,
  app: TaskOrApp<App, Store>,
  options: SurvivesOptions<NoInfer<App>, Store> = {},
): Promise<SurvivalReport> {
  const core = coreOf(chaos)
  const settings = readSettings(chaos, options)
  const { properties, limit, always, faults, time, runs, masks, all } = settings
  const { seed } = chaos
  // Read before any rehearsal: a replayed incident is not active in baseline runs.
  const trials = trialsFor(chaos, settings)
  const making = makerOf(app, chaos, 'survives()', options.crashes)
  await checkReached('survives()', chaos)
  const { session, stop } = joinTime('survives()', seed, time)
  const endSearch = core.beginSearch()
  const rehearsing: RehearsalSetting & { readonly seed: string } = { chaos, ...making, session, limit, seed, masks }
  const tally = new Tally(properties, settings.checks, faults)
  const log = new SearchLog(chaos, settings, tally)
  const follower = followerOf(chaos)
  try {
    const judge = await judgeOf(rehearsing, settings)
    const setting: TrialSetting = {
      ...rehearsing,
      always,
      faults,
      judgeRehearsal: (rehearsal, trial, asked) => judge?.judge(rehearsal, trial, asked) ?? Promise.resolve([]),
    }
    const findings = await findingsOf(trials, {
      runs,
      all,
      isOver: () => follower.isOver(),
      run: async (trial, isKnown) => {
        const result = await runTrial(trial, properties, setting, { isKnown })
        tally.add(result)
        log.add(result)
        follower.tried(result)
        return result
      },
    })
    const failures: ResilienceError[] = []
    for (const [index, finding] of findings.entries()) {
      follower.shrinking(index + 1, findings.length)
      failures.push(await failureOf(finding, settings, setting, tally.exercise))
    }
    tally.isRepeatable = judge?.known.isRepeatable ?? true
    log.end(failures)
    if (failures.length > 0) throw ResilienceError.of(failures)
  } finally {
    endSearch()
    stop()
    // The state after the last trial must not affect the rest of the test.
    chaos.reset(seed)
  }
  const report = tally.report()
  if (!tally.hasCalled) throw new InconclusiveError(noCallMessage(report, tally.firstSettlement))
  if ((settings.mustExercise && report.inconclusive.length > 0) || (!chaos.isReplaying && tally.isVacuous))
    throw new InconclusiveError(inconclusiveMessage(report, (id) => tally.whyInconclusive(id)))
  core.harness.remarked?.(formatRemarks(report))
  return report
}

/** Observes the app, if baseline checks judge it, too. */
async function judgeOf(
  rehearsing: RehearsalSetting & { readonly seed: string },
  { checks, always, faults, same }: SurvivesSettings,
): Promise<BaselineJudge | undefined> {
  if (checks.length === 0) return undefined
  const rehearseTrial = (trial: Trial): Promise<Rehearsal> =>
    rehearse(rehearsing, {
      seed: seedOf(trial, rehearsing.seed),
      script: scriptOf(trial),
      injections: readInjections([...always, ...trial.injections], faults),
      order: trial.order,
    })
  return new BaselineJudge(
    await learn({ ...rehearsing, always: readInjections(always, faults) }, disturbances, same),
    checks,
    rehearseTrial,
  )
}

function trialsFor(
  chaos: Chaos,
  { shape, properties, runs, otherOrders, replayedOrders, checks, isAsked, time, crashes, runsCopies }: SurvivesSettings,
): Trials {
  // Crashes have their own check, which needs no other trials.
  const hasChecks = checks.some(({ judgesCrashes = false }) => !judgesCrashes)
  if (chaos.isReplaying) {
    const script = coreOf(chaos).replayedScript ?? singleRun
    if (hasCrash(script) && !crashes)
      throw new BrownoutError(
        'The incident crashes the process of the app, and survives() has no store to start it again over: expected the option { crashes: { store } } of the test that found it.',
      )
    return replayTrials(
      chaos.injections.map((injection) => injection.toJSON()),
      script,
      replayedOrders,
    )
  }
  const isLikely: SearchOptions['isLikely'] = ({ fault }) => !shape.faults.isCatalogue || (isAsked && breaksAny(fault, properties))
  const canReorder = time === 'virtual'
  const { seed } = chaos
  const { shard } = coreOf(chaos).harness
  const tried = searchTrials({ shape, runs, seed, shard, otherOrders, isLikely, hasChecks, canReorder, crashes })
  return runsCopies ? tried : withoutCopies(tried)
}

/** All trials of a search: the app without a fault, then with crashes if requested, then under plans. */
function* searchTrials(options: SearchOptions & Pick<SurvivesSettings, 'crashes'>): Trials {
  const baseline: Feedback = yield { injections: [], variation: 0, script: options.hasChecks ? day : singleRun }
  const crashed = options.crashes ? crashTrials(baseline) : []
  yield* crashed
  yield* planTrials({ ...options, runs: Math.max(0, options.runs - 1 - crashed.length) }, baseline)
}
