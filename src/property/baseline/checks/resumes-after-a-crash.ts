import { held, inconclusive, remark, violated, type Verdict } from '../../verdict/verdict.ts'
import type { ComparisonCheck } from '../check.ts'
import { counted, errorTextOf, inWords, type Comparison } from '../comparison.ts'
import { effectsIn } from '../effects.ts'

/** The outcome of a task that was interrupted by a crash, compared with the same task without a crash. */
export const resumes: ComparisonCheck = {
  id: 'resumes-after-a-crash',
  title: 'A crash loses or repeats work',
  statement: 'after a crash at any point, the restarted app ends the task in the same way, with each effect once',
  judgesCrashes: true,
  needsLongQuiet: true,
  hint: 'Record each step before and after it, give each effect an idempotency key that is the same after a restart, and let the receiver or an outbox drop duplicates.',
  judge(comparison) {
    const { baseline } = comparison
    if (baseline.runs.some(({ copies }) => copies.some(({ outcome }) => outcome.settlement.type !== 'value')))
      return inconclusive('the task does not resolve without a crash, either')
    const verdicts = [...effectVerdicts(comparison), endVerdict(comparison)].filter((verdict) => verdict !== undefined)
    return verdicts.find(({ type }) => type === 'violated') ?? verdicts[0] ?? held
  },
}

function effectVerdicts(comparison: Comparison): Verdict[] {
  const { rehearsal, baseline } = comparison
  const [now, then] = [counted(effectsIn(comparison, rehearsal.runs)), counted(effectsIn(comparison, baseline.runs))]
  return [...new Set([...now.keys(), ...then.keys()])].flatMap((effect) => {
    const [count, usual] = [now.get(effect) ?? 0, then.get(effect) ?? 0]
    if (count === usual) return []
    // An effect that never happens without a crash can be part of the recovery, such as a cancellation.
    if (usual === 0) return [remark(`"${effect}" happened, which does not happen without a crash`)]
    if (count === 0) return [violated(`"${effect}" has not happened`)]
    return [violated(`"${effect}" happened ${times(count)} instead of ${times(usual)}`)]
  })
}

/** How the last run ends, which is that of the restarted process. It must end like the task. */
function endVerdict(comparison: Comparison): Verdict | undefined {
  const { rehearsal, baseline, restarted } = comparison
  const [end, usual] = [rehearsal.runs.at(-1)?.copies[0], baseline.runs.at(-1)?.copies[0]]
  if (end === undefined || usual === undefined) return undefined
  if (end.outcome.settlement.type !== 'value') return violated(`the restarted app ${errorTextOf(end)}`)
  // A process that returns nothing is judged by its effects.
  if (end.value === undefined) return undefined
  const place = baseline.runs.length - 1
  const [difference] = comparison.differences(end, usual, place)
  if (difference === undefined) return undefined
  // A worker's own counts are lower after a restart. Its effects show whether everything was done.
  const idle = restarted?.runs.at(-1)?.copies[0]
  const hasEffects = effectsIn(comparison, baseline.runs).length > 0
  if (hasEffects && idle !== undefined && comparison.differences(end, idle, place).length === 0) return undefined
  const how = `the restarted app ends otherwise: ${inWords(difference)}`
  return typeof difference.is === 'number' && hasEffects ? remark(how) : violated(how)
}

function times(count: number): string {
  return count === 1 ? 'once' : `${count} times`
}
