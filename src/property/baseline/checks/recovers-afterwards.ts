import { held, inconclusive, remark, violated, type Verdict } from '../../verdict/verdict.ts'
import type { BaselineCheck } from '../check.ts'
import { inWords, targetOf, type Comparison, type CopyDifference, type RunPair } from '../comparison.ts'
import { marksItself } from '../marks.ts'
import { isTransient } from '../plan-kind.ts'

/** The day after: singleRun the faults are over, the app is as before. */
export const recovers: BaselineCheck = {
  id: 'recovers-afterwards',
  statement: 'once the faults are over, the same task does what it did before',
  needsLongQuiet: true,
  hint: 'Look for what a failure leaves behind: a cached failure or half answer, a slot or lock that is not released in a finally, a breaker without a probe, a counter that is never reset.',
  judge(comparison) {
    const { healed } = comparison
    if (healed.length === 0) return inconclusive('the faults were never over')
    if (!hasHappened(comparison)) return inconclusive('no fault fired')
    const verdicts = comparison.pairs.filter(({ place }) => healed.includes(place)).map((pair) => judgePair(comparison, pair))
    return verdicts.find(({ type }) => type === 'violated') ?? verdicts.find(({ type }) => type === 'remark') ?? held
  },
}

function hasHappened({ rehearsal, healed }: Comparison): boolean {
  return rehearsal.runs.some(({ calls, copies }, place) => !healed.includes(place) && (calls.some(({ fired }) => fired.length > 0) || copies.some(({ outcome }) => outcome.abortedAt !== undefined)))
}

function judgePair(comparison: Comparison, pair: RunPair): Verdict {
  const { place, before, run, was, copy, wasCopy } = pair
  if (wasCopy.outcome.settlement.type !== 'value') return held
  const differences = comparison.differences(copy, wasCopy, before)
  const where = `${place + 1} of ${comparison.rehearsal.runs.length}, after the faults were over`
  const grade = isTransient(comparison.injections) ? violated : remark
  const worst = differences.find(isCertain)
  if (worst !== undefined) return (marksItself(copy, wasCopy, []) && worst.kind !== 'outcome' ? remark : grade)(`in run ${where}, ${inWords(worst)}`)
  const [difference] = differences
  if (difference !== undefined) return remark(`in run ${where}, ${inWords(difference)}`)
  return judgeCalls(run.calls, was.calls, where)
}

/** A count or a mark that differs can be meant. Another outcome, or a part of the value that is lost, is not. */
function isCertain({ kind, was, is }: CopyDifference): boolean {
  if (kind === 'added') return false
  return !(typeof was === 'number' && typeof is === 'number' && Number.isFinite(is))
}

function judgeCalls(calls: RunPair['run']['calls'], was: RunPair['run']['calls'], where: string): Verdict {
  const [now, then] = [new Set(calls.map(targetOf)), new Set(was.map(targetOf))]
  const other = [...now].find((target) => !then.has(target))
  const missing = [...then].find((target) => !now.has(target))
  if (other !== undefined && missing !== undefined) return remark(`in run ${where}, it called ${other} and not ${missing}`)
  if (calls.length > was.length) return remark(`in run ${where}, it made ${calls.length} calls instead of ${was.length}`)
  return held
}
