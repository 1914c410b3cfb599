import { counted } from '../engine/base/counted.ts'
import { coreOf } from '../chaos/core.ts'
import { BrownoutError } from '../engine/base/errors.ts'
import type { InjectionData } from '../engine/plan/injection.ts'
import { writePlan } from '../engine/plan/plan.ts'
import { hasCrash } from '../engine/plan/script.ts'
import { ResilienceError } from './failure.ts'
import type { Exercise } from './report/exercise.ts'
import type { FaultChoice } from './search/fault-choices.ts'
import type { Finding } from './search/findings.ts'
import type { SurvivesSettings } from './settings.ts'
import { shrink, type ShrinkOptions } from './shrink/shrink.ts'
import { signatureOf } from './shrink/signature.ts'
import type { Judged } from './trial/judge.ts'
import { runTrial, violationsIn, type TrialSetting, type Violation } from './trial/run-trial.ts'
import type { Rehearsal } from './trial/rehearse.ts'
import { scriptOf, type Trial } from './trial/trial.ts'

/** The failure of the minimal trial that violates the property in the same way. Replayed incidents and baseline runs are not shrunk. */
export async function failureOf(
  finding: Finding,
  settings: SurvivesSettings,
  setting: TrialSetting,
  exercise: readonly Exercise[],
): Promise<ResilienceError> {
  const { foundIn, property, trial } = finding
  if (setting.chaos.isReplaying) return confirmed(finding, 'replayed from an incident', settings, setting, [])
  if (trial.injections.length === 0 && !hasCrash(scriptOf(trial))) {
    const run = foundIn === 1 ? 'the first run' : `run ${foundIn}`
    return confirmed(finding, `in ${run}, before any fault was injected`, settings, setting, exercise)
  }
  const { shape, replayedOrders, runs } = settings
  const signatureIn = async (tried: Trial): Promise<string | undefined> => {
    const { violation } = await judgedAgain(tried, property, settings, setting)
    return violation && signatureOf(violation)
  }
  const signature = await signatureIn(trial)
  const minimal = await shrink(trial, {
    ...replacementsAmong(shape.faults.choices),
    otherOrders: replayedOrders,
    violates: async (simpler) => signature !== undefined && (await signatureIn(simpler)) === signature,
  })
  const { steps } = minimal
  const shrunk = steps === 0 ? 'not shrunk' : `shrunk in ${counted(steps, 'step')}`
  return confirmed({ ...finding, trial: minimal.trial }, `run ${foundIn} of ${runs}, ${shrunk}`, settings, setting, exercise)
}

/** Runs a trial, and judges it with one property or check. */
async function judgedAgain(
  trial: Trial,
  { id }: Judged,
  { properties }: SurvivesSettings,
  setting: TrialSetting,
): Promise<{ readonly rehearsal: Rehearsal; readonly violation: Violation | undefined }> {
  const result = await runTrial(trial, properties, setting, { isAsked: (asked) => asked === id })
  return { rehearsal: result.rehearsal, violation: violationsIn(result)[0] }
}

/** An injected fault that the user passed in is never replaced, and replaces no other. */
function replacementsAmong(choices: readonly FaultChoice[]): Pick<ShrinkOptions, 'faults' | 'isGiven'> {
  const given = new Set(choices.flatMap(({ injection }) => (injection === undefined ? [] : [inAnyRun(injection.toJSON())])))
  return {
    faults: choices.filter(({ injection }) => injection === undefined).map(({ fault }) => fault),
    isGiven: (injection) => given.has(inAnyRun(injection)),
  }
}

/** An injected fault as text, without its active runs: a search chooses those. */
function inAnyRun({ fault, parameters, trigger: { inRun: _inRun, ...trigger } }: InjectionData): string {
  return JSON.stringify({ fault, parameters, trigger })
}

/**
 * Runs a failing trial once more, and returns the failure with its incident.
 * @param effort how it was found, as text
 * @throws BrownoutError if the trial does not violate the property again
 */
async function confirmed(
  { trial, property, foundIn }: Finding,
  effort: string,
  settings: SurvivesSettings,
  setting: TrialSetting,
  exercise: readonly Exercise[],
): Promise<ResilienceError> {
  const { rehearsal, violation } = await judgedAgain(trial, property, settings, setting)
  if (violation === undefined) {
    throw new BrownoutError(
      `Not reproducible: ${property.id} was violated in one run and not in the next, with the same plan and seed. The usual reasons are state that the app shares between tasks, randomness that is not Math.random, and real time.`,
    )
  }
  const { chaos, seed } = setting
  const plan = writePlan(rehearsal.injections)
  // The judged runs: later ones can exist only to judge them. Faults injected to judge aborts are not part of the
  // plan: a replay injects it again.
  const incident = { ...(violation.rehearsal ?? rehearsal).incident(), plan }
  const { harness } = coreOf(chaos)
  const kept = harness.keepIncident(incident, property.id)
  return new ResilienceError({
    seed,
    violation,
    plan,
    incident,
    foundIn,
    isInOtherOrder: trial.order !== undefined,
    effort,
    exercise,
    replayLines: [harness.replayLine(seed), ...(kept === undefined ? [] : [kept])],
  })
}
