import type { Injection } from '../../engine/plan/injection.ts'
import type { Judgment } from '../trial/judge.ts'
import { rehearse, type Rehearsal, type RehearsalSetting } from '../trial/rehearse.ts'
import { seedOf, type Asked } from '../trial/run-trial.ts'
import { scriptOf, type Trial } from '../trial/trial.ts'
import { hasCrash, type Script } from '../../engine/plan/script.ts'
import { remark, type Verdict } from '../verdict/verdict.ts'
import { BaselineRuns, type BaselineRequest } from './baseline-runs.ts'
import type { ComparisonCheck } from './check.ts'
import { Comparison } from './comparison.ts'
import type { Disturbances } from './disturbances.ts'
import type { OwnComparison } from './own-comparison.ts'
import { crashedAt, isSteadyUse, longQuiet, sequenceOf, withLongQuiet, withoutCrashes } from './scripts.ts'

/** Rehearses a trial. */
export type RehearseTrial = (trial: Trial) => Promise<Rehearsal>

/** Compares rehearsals with the app's behavior without a fault. */
export class BaselineJudge {
  readonly known: BaselineRuns
  readonly #checks: readonly ComparisonCheck[]
  readonly #rehearse: RehearseTrial
  readonly #baselines = new Map<string, Promise<Rehearsal>>()

  constructor(known: BaselineRuns, checks: readonly ComparisonCheck[], rehearseTrial: RehearseTrial) {
    this.known = known
    this.#checks = checks
    this.#rehearse = rehearseTrial
  }

  /** Judges a rehearsal with the selected checks. The first violation of each counts only if it is reproducible. */
  async judge(rehearsal: Rehearsal, trial: Trial, { isAsked = () => true, isKnown = () => false }: Asked): Promise<Judgment[]> {
    const script = scriptOf(trial)
    const [isCrash, isSteady] = [hasCrash(script), isSteadyUse(script)]
    const checks = this.#checks.filter(
      ({ id, judgesCrashes = false, judgesSteadyUse = false }) => judgesCrashes === isCrash && judgesSteadyUse === isSteady && isAsked(id),
    )
    if (!this.known.isRepeatable || checks.length === 0) return []
    const comparison = await this.#compare(rehearsal, trial)
    const judgments: Judgment[] = []
    for (const check of checks) {
      const verdict = check.judge(comparison)
      judgments.push({
        property: check,
        verdict: verdict.type === 'violated' && !isKnown(check.id) ? await this.#confirmed(check, verdict, trial) : verdict,
        evidence: { journal: rehearsal.journal, outcome: rehearsal.runs[0]!.copies[0]!.outcome },
        rehearsal,
        baseline: comparison.baseline,
      })
    }
    return judgments
  }

  async #compare(rehearsal: Rehearsal, trial: Trial): Promise<Comparison> {
    const restarted = hasCrash(scriptOf(trial)) ? await this.known.of(crashedAt('end')) : undefined
    return new Comparison(rehearsal, await this.#baselineOf(trial), this.known, restarted)
  }

  /** The same script without a fault. If one of several copies is aborted, the same without the abort. */
  #baselineOf(trial: Trial): Promise<Rehearsal> {
    const script = scriptOf(trial)
    if (hasCrash(script)) return this.known.of(withoutCrashes(script))
    if (!script.some(({ copies, abortAfter }) => copies > 1 && abortAfter !== undefined)) return this.known.of(sequenceOf(script))
    const unaborted: Trial = { ...trial, script: script.map(({ after, copies }) => ({ after, copies })) }
    const key = JSON.stringify(unaborted)
    const baseline = this.#baselines.get(key) ?? this.#rehearse(unaborted)
    this.#baselines.set(key, baseline)
    return baseline
  }

  /** Repeats the trial, then repeats it with a longer wait: an app that recovers by then was only slow. */
  async #confirmed(check: ComparisonCheck, verdict: Extract<Verdict, { type: 'violated' }>, trial: Trial): Promise<Verdict> {
    const again = await this.#judgeAgain(check, trial)
    if (again.type !== 'violated') return remark(`${verdict.how}, in one run and not in the next`)
    const script = scriptOf(trial)
    if (check.needsLongQuiet !== true) return verdict
    const later = await this.#judgeAgain(check, { ...trial, script: withLongQuiet(script) })
    return later.type === 'violated' ? verdict : remark(`${verdict.how}; ${longQuiet / 3_600_000} hours later it is as before`)
  }

  async #judgeAgain(check: ComparisonCheck, trial: Trial): Promise<Verdict> {
    return check.judge(await this.#compare(await this.#rehearse(trial), trial))
  }
}

/**
 * Observes an app in order to judge it.
 * @param setting includes the faults that are injected in every run, regardless of the plan
 * @param same the user's own comparison of values, if there is one
 */
export async function learn(
  setting: RehearsalSetting & { readonly seed: string; readonly always: readonly Injection[] },
  disturbances: Disturbances,
  same: OwnComparison | undefined,
  script?: Script,
): Promise<BaselineRuns> {
  const rehearseBaseline = ({ script: runs, variation = 0, delay, down }: BaselineRequest): Promise<Rehearsal> =>
    rehearse(setting, {
      seed: seedOf({ variation }, setting.seed),
      script: runs,
      injections: [],
      beside: [
        ...setting.always,
        ...(delay === undefined ? [] : disturbances.delayedBy(delay)),
        ...(down === undefined ? [] : disturbances.down(down)),
      ],
      isBaseline: true,
    })
  return BaselineRuns.learn(rehearseBaseline, same, script)
}
