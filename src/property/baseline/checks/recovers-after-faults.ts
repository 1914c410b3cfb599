import { held, inconclusive, remark, violated, type Verdict } from '../../verdict/verdict.ts'
import { isOfAccount } from '../calls.ts'
import type { BaselineCheck } from '../check.ts'
import { errorTextOf, inWords, isCount, targetOf, type Comparison, type CopyDifference, type RunPair } from '../comparison.ts'
import { marksItself } from '../marks.ts'
import { memberOf } from '../member-of.ts'
import { requestOf } from '../requests.ts'
import { quiet } from '../scripts.ts'

/** The day after: once the faults are over, the app behaves as before. */
export const recovers: BaselineCheck = {
  id: 'recovers-after-faults',
  title: 'The app does not recover after the faults end',
  statement: 'after the faults end, the same task behaves as before',
  needsLongQuiet: true,
  hint: 'Look for state that a failure leaves behind: a cached failure or truncated answer, a slot or lock that is not released in a finally, a breaker without a probe, a counter that is never reset.',
  judge(comparison) {
    const { healed } = comparison
    if (healed.length === 0) return inconclusive('the faults were never over')
    if (!hasHappened(comparison)) return inconclusive('no fault fired')
    const since = comparison.rehearsal.runs[healed[0]! - 1]?.endedAt ?? 0
    const afterwards = comparison.pairs.filter(({ place }) => healed.includes(place))
    const calm = afterwards.filter(({ run }) => run.startedAt >= since + quiet)
    if (calm.length === 0) return inconclusive('the faults were not over for long enough')
    const verdicts = [
      ...calm.map((pair) => judgePair(comparison, pair)),
      ...afterwards.slice(0, 1).map((pair) => rightAfterAborts(comparison, pair)),
    ]
    return verdicts.find(({ type }) => type === 'violated') ?? verdicts.find(({ type }) => type === 'remark') ?? held
  },
}

function hasHappened({ rehearsal, healed }: Comparison): boolean {
  return rehearsal.runs.some(
    ({ calls, copies }, place) =>
      !healed.includes(place) &&
      (calls.some(({ fired }) => fired.length > 0) || copies.some(({ outcome }) => outcome.abortedAt !== undefined)),
  )
}

function judgePair(comparison: Comparison, pair: RunPair): Verdict {
  const { place, before, run, was, copy, wasCopy } = pair
  if (wasCopy.outcome.settlement.type !== 'value') return held
  // This run can use the budget that a failed run did not use up.
  const [first] = comparison.baseline.runs
  if (was.calls.length === 0 && run.calls.length > 0 && comparison.differences(copy, first!.copies[0]!, 0).every(isCount)) return held
  const resting = restingAt(comparison, run.startedAt)
  const where = `${place + 1} of ${comparison.rehearsal.runs.length}, after the faults were over`
  const alternative = unaskedAlternative(comparison, pair, resting)
  if (alternative !== undefined)
    return violated(
      `in run ${where}, the task ${errorTextOf(copy)} and calls no provider, not even ${alternative}, which did not refuse it`,
    )
  // An app can remember that its account was refused.
  if (comparison.rehearsal.journal.calls.some(isOfAccount)) return held
  // A provider that requires a pause of a day gets it.
  if (resting.size > 0)
    return judgeCalls(
      comparison,
      run.calls,
      was.calls.filter(({ provider }) => !resting.has(provider)),
      where,
    )
  const differences = comparison.differences(copy, wasCopy, before)
  const isPatient = copy.outcome.settlement.type === 'stuck' && copy.outcome.settlement.isAtLimit === true
  const grade = isPatient || isOfContent(comparison) ? remark : violated
  const worst = differences.find((difference) => isCertain(difference) && !isModelText(comparison, difference))
  if (worst !== undefined) {
    // Another part of the app reports the alternative.
    const others = differences.filter((difference) => difference !== worst)
    // Concurrent copies can leave a different state from copies in sequence, even without a fault.
    const isTogether = comparison.rehearsal.runs.slice(0, place).some(({ copies }) => copies.length > 1)
    return (
      (isTogether || marksItself(copy, wasCopy, others) || isHandedOver(comparison, pair, differences)) && worst.kind !== 'outcome'
        ? remark
        : grade
    )(`in run ${where}, ${inWords(worst)}`)
  }
  const difference = differences.find((one) => !isCount(one))
  if (difference !== undefined) return remark(`in run ${where}, ${inWords(difference)}`)
  return judgeCalls(comparison, run.calls, was.calls, where)
}

/**
 * Whether a run without work reports the states of earlier work, which an alert has given to a person: each state is the app's own word,
 * and the same as after the failure.
 */
function isHandedOver({ rehearsal }: Comparison, { place, was }: RunPair, differences: readonly CopyDifference[]): boolean {
  if (was.calls.length > 0) return false
  const alerted = rehearsal.runs.slice(0, place).flatMap(({ copies }) => copies.filter(({ outcome }) => outcome.alerts.length > 0))
  return differences.every(
    ({ path, kind, is, was: before, isFromModel }) =>
      kind === 'changed' &&
      !isFromModel &&
      typeof is === 'string' &&
      typeof before === 'string' &&
      alerted.some(({ value }) => memberOf(value, path.split('.')) === is),
  )
}

/** Directly after user aborts, nothing has failed. */
function rightAfterAborts(comparison: Comparison, { place, copy, wasCopy }: RunPair): Verdict {
  const { script, runs } = comparison.rehearsal
  const isAfterAborts = script.slice(0, place).every(({ abortAfter }) => abortAfter !== undefined)
  if (!isAfterAborts || wasCopy.outcome.settlement.type !== 'value' || copy.outcome.settlement.type === 'value') return held
  return remark(`in run ${place + 1} of ${runs.length}, right after ${place} that the user aborted, the task ${errorTextOf(copy)}`)
}

/** Content that a client cannot distinguish from an answer can be kept as one. */
const ofContent: ReadonlySet<string> = new Set(['wrong-content', 'wrong-metadata', 'nothing', 'noise'])

function isOfContent({ injections, rehearsal }: Comparison): boolean {
  const fired = new Set(rehearsal.journal.calls.flatMap((call) => call.fired.map(({ fault }) => fault)))
  const those = injections.filter(({ fault }) => fired.has(fault.name))
  return those.length > 0 && those.every(({ fault }) => ofContent.has(fault.shows))
}

/**
 * A target that was called instead of one that rejected the account or required a pause, did neither itself, and is no longer called by
 * a task that rejects without a call.
 */
function unaskedAlternative({ rehearsal }: Comparison, { run, copy }: RunPair, resting: ReadonlySet<string>): string | undefined {
  if (copy.outcome.settlement.type !== 'error' || run.calls.length > 0) return undefined
  const { calls } = rehearsal.journal
  const refused = calls.filter((call) => isOfAccount(call) || resting.has(call.provider))
  const out = new Set(refused.map(({ provider }) => provider))
  const questions = new Set(refused.map(requestOf))
  const alternative = calls.find((call) => !out.has(call.provider) && questions.has(requestOf(call)))
  return alternative === undefined ? undefined : targetOf(alternative)
}

/** The providers that required a longer pause. */
function restingAt({ rehearsal }: Comparison, at: number): Set<string> {
  const asked = rehearsal.journal.calls.filter(
    ({ endedAt, problem }) => endedAt !== undefined && endedAt + (problem?.retryAfter ?? 0) > at && endedAt <= at,
  )
  return new Set(asked.map(({ provider }) => provider))
}

/** An added mark can be intended. A different outcome, or a lost part of the value, is not. */
function isCertain(difference: CopyDifference): boolean {
  return difference.kind !== 'added' && !isCount(difference)
}

/** Whether a text is a model's complete answer, such as a refusal: it cannot be distinguished from other answers. */
function isModelText({ rehearsal }: Comparison, { is }: CopyDifference): boolean {
  return (
    typeof is === 'string' &&
    rehearsal.journal.calls.some(
      ({ ending, finish, received }) =>
        ending === 'complete' && finish !== 'length' && received.trim() !== '' && is.includes(received.trim()),
    )
  )
}

/** Which targets are called, and how often. A run after a failed one can need the steps of a first run. */
function judgeCalls({ baseline }: Comparison, calls: RunPair['run']['calls'], was: RunPair['run']['calls'], where: string): Verdict {
  const [now, then] = [new Set(calls.map(targetOf)), new Set(baseline.journal.calls.map(targetOf))]
  const other = [...now].find((target) => !then.has(target))
  const missing = was.map(targetOf).find((target) => !now.has(target))
  if (calls.length > 0 && other !== undefined && missing !== undefined)
    return remark(`in run ${where}, it called ${other} and not ${missing}`)
  const most = Math.max(...baseline.runs.map((run) => run.calls.length))
  if (calls.length > most) return remark(`in run ${where}, it made ${calls.length} calls instead of ${most}`)
  return held
}
