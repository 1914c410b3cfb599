import type { JournalCall } from '../../../engine/model/journal.ts'
import type { Effect } from '../../verdict/outcome.ts'
import { hasFailed } from '../../verdict/calls.ts'
import { held, inconclusive, remark, violated, type Verdict } from '../../verdict/verdict.ts'
import { isOfTool } from '../../../engine/kit/tool-server.ts'
import type { RehearsedRun } from '../../trial/rehearse.ts'
import { isReadable } from '../calls.ts'
import type { BaselineCheck } from '../check.ts'
import { counted, type Comparison, type RunPair } from '../comparison.ts'
import { honest } from '../honest-words.ts'
import { contentSymptoms } from '../plan-kind.ts'
import { effectsIn } from '../effects.ts'
import { withoutNumbers } from '../without-numbers.ts'

/** Each effect happens as often as without a fault. */
export const effectsOnce: BaselineCheck = {
  id: 'effects-as-without-faults',
  title: 'A side effect happens too often, too late, or not at all',
  statement: 'each effect happens as often as without a fault, never after the task failed, and not at all if nothing was answered',
  hint: 'Give each effect an idempotency key, record it together with the effect, and do not repeat steps that succeeded.',
  judge(comparison) {
    const { pairs } = comparison
    if (pairs.length === 0) return inconclusive('copies ran at the same time')
    const wasEffects = effectsIn(comparison, comparison.baseline.runs)
    if (wasEffects.length === 0 && effectsIn(comparison, comparison.rehearsal.runs).length === 0)
      return inconclusive('no effect was reported')
    const verdicts = [
      ...pairs.flatMap((pair) => [
        tooOften(comparison, pair),
        afterFailure(pair),
        onNothing(comparison, pair),
        notUndone(comparison, pair),
      ]),
      missing(comparison),
    ]
    const told = verdicts.filter((verdict) => verdict !== undefined)
    return told.find(({ type }) => type === 'violated') ?? told[0] ?? held
  },
}

/** An effect that is too frequent in the run and in all runs so far: a later run can make up for a failed one. */
function tooOften(comparison: Comparison, { place, before, run, was }: RunPair): Verdict | undefined {
  const [now, then] = [counted(effectsIn(comparison, [run])), counted(effectsIn(comparison, [was]))]
  const [soFar, soFarThen] = [runsUpTo(comparison, place), counted(effectsIn(comparison, comparison.baseline.runs.slice(0, before + 1)))]
  for (const [effect, count] of now) {
    const usual = soFarThen.get(effect) ?? 0
    if (usual === 0 || count <= (then.get(effect) ?? 0) || (soFar.get(effect) ?? 0) <= usual) continue
    const how = `"${effect}" happened ${times(soFar.get(effect)!)} instead of ${times(usual)}`
    // A new effect can undo an earlier one.
    return [...soFar.keys()].some((other) => !soFarThen.has(other)) ? remark(how) : violated(how)
  }
  return undefined
}

function runsUpTo(comparison: Comparison, place: number): Map<string, number> {
  return counted(effectsIn(comparison, comparison.rehearsal.runs.slice(0, place + 1)))
}

function afterFailure({ copy, wasCopy }: RunPair): Verdict | undefined {
  if (copy.outcome.settlement.type !== 'error' || copy.outcome.abortedAt !== undefined) return undefined
  if (wasCopy.outcome.effects.some(({ at }) => at > wasCopy.outcome.settledAt)) return undefined
  const late = copy.outcome.effects.find(({ at }) => at > copy.outcome.settledAt)
  return late === undefined
    ? undefined
    : violated(`"${late.text}" happened ${late.at - copy.outcome.settledAt} ms after the task had rejected`)
}

function onNothing(comparison: Comparison, { run, was, copy, wasCopy }: RunPair): Verdict | undefined {
  if (copy.outcome.settlement.type === 'stuck' || run.calls.length === 0 || run.calls.some(isReadable)) return undefined
  // A tool can run in a call whose answer is lost.
  if (copy.outcome.effects.some(({ isServers }) => isServers === true)) return undefined
  const done = effectsIn(comparison, [run])
  const [firstWas] = wasCopy.outcome.effects
  const known = new Set(comparison.known.undisturbed.flatMap(({ runs }) => effectsIn(comparison, runs)))
  // An effect that reports the failure is correct.
  const other = done.find((text) => !known.has(text) && !honest.test(text))
  if (firstWas === undefined) return other === undefined ? undefined : remark(`"${other}" happened although no call was answered`)
  // Effects before the first answer do not depend on it.
  if (!was.calls.some((call) => isBefore(call, firstWas))) return undefined
  const usual = new Set(effectsIn(comparison, [was]))
  const effect = done.find((text) => usual.has(text))
  if (effect === undefined) return undefined
  const how = `"${effect}" happened although no call was answered`
  // An app can continue without the model and report that in its value.
  return copy.outcome.settlement.type === 'error' ? violated(`${how}, and then the task rejected`) : remark(how)
}

/** Whether an effect happens under every seed: effects that depend on the answer can be missing. */
function isSure(comparison: Comparison, effect: string): boolean {
  return comparison.known.undisturbed.every(({ runs }) => effectsIn(comparison, runs).includes(effect))
}

/** Whether a call had ended before an effect happened, also within one millisecond. */
function isBefore({ endedAt, sequence }: JournalCall, effect: Effect): boolean {
  if (endedAt === undefined || endedAt !== effect.at) return endedAt !== undefined && endedAt < effect.at
  return sequence?.ended !== undefined && effect.sequence !== undefined && sequence.ended < effect.sequence
}

/** A run with the same result as without a fault, but without its effects. */
function missing(comparison: Comparison): Verdict | undefined {
  for (const { place, before, run, was, copy, wasCopy } of comparison.pairs) {
    if (
      copy.outcome.settlement.type !== 'value' ||
      wasCopy.outcome.settlement.type !== 'value' ||
      copy.outcome.alerts.length > wasCopy.outcome.alerts.length
    )
      continue
    // A model that received the failure decides what to answer.
    if (isToldOfFailedTool(run)) continue
    // A task that resolves to nothing claims nothing.
    if (wasCopy.value === undefined || comparison.differences(copy, wasCopy, before).length > 0) continue
    const [now, then] = [counted(effectsIn(comparison, [run])), counted(effectsIn(comparison, [was]))]
    const [soFar, soFarThen] = [runsUpTo(comparison, place), counted(effectsIn(comparison, comparison.baseline.runs.slice(0, before + 1)))]
    const isRepeated = then.size > 0
    for (const [effect, count] of isRepeated ? then : soFarThen) {
      if ((soFar.get(effect) ?? 0) >= (soFarThen.get(effect) ?? 0) || !isSure(comparison, effect)) continue
      if (isRepeated && (now.get(effect) ?? 0) >= count) continue
      // The app's own numbers differ after a failed run.
      if ([...now.keys()].some((other) => !then.has(other) && withoutNumbers(other) === withoutNumbers(effect))) continue
      const how = `the task resolves as without a fault${place === 0 ? '' : ` in run ${place + 1}`}, but "${effect}" has not happened`
      // If the model did not request it, there was nothing to do.
      return comparison.injections.some(({ fault }) => contentSymptoms.has(fault.shows)) ? remark(how) : violated(how)
    }
  }
  return undefined
}

/** Whether a model was called after a tool server call had failed, and could receive the failure. */
function isToldOfFailedTool({ calls }: RehearsedRun): boolean {
  const failed = calls.findIndex((call) => isOfTool(call.call) && (call.fired.length > 0 || hasFailed(call)))
  return failed !== -1 && calls.slice(failed + 1).some(({ call }) => call.operation === undefined)
}

/** A rollback that an app does whenever a provider is missing, but did not do in this failure. */
function notUndone(comparison: Comparison, { place, run, copy }: RunPair): Verdict | undefined {
  if (place > 0 || copy.outcome.settlement.type !== 'error' || copy.outcome.abortedAt !== undefined) return undefined
  const failed = comparison.known.degraded.filter(({ outcome }) => outcome.settlement.type === 'error')
  if (failed.length === 0) return undefined
  const usual = new Set(comparison.known.undisturbed.flatMap(({ runs }) => effectsIn(comparison, runs)))
  const done = new Set(effectsIn(comparison, [run]))
  const textOf = ({ text }: Effect): string => comparison.known.effectText(comparison.answers.mask(text))
  const sequences = failed.map(({ outcome }) => outcome.effects.map(textOf))
  const undoing = sequences[0]!.find(
    (effect) => !usual.has(effect) && !done.has(effect) && sequences.every((sequence) => sequence.slice(1).includes(effect)),
  )
  const first = sequences[0]![0]
  if (undoing === undefined || first === undefined || !done.has(first)) return undefined
  return remark(`the task fails after "${first}", and "${undoing}" has not happened, which follows it if a provider is down`)
}

function times(count: number): string {
  return count === 1 ? 'once' : `${count} times`
}
