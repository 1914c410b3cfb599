import type { Copy } from '../../trial/rehearse.ts'
import { held, inconclusive, remark, violated, type Verdict } from '../../verdict/verdict.ts'
import { isOpenLater } from '../calls.ts'
import type { BaselineCheck } from '../check.ts'
import { counted, inWords, type Comparison } from '../comparison.ts'
import { effectsIn } from '../effects.ts'
import { showsNothing } from '../plan-kind.ts'

/** Two copies at once do what two in sequence do. */
export const copiesStayApart: BaselineCheck = {
  id: 'copies-stay-apart',
  title: 'Two tasks at the same time disturb each other',
  statement: 'two copies of the task at the same time do what they do one after the other, also if the user aborts one of them',
  hint: 'Keep the state of a request with the request, share only complete results, and give each caller of a shared call its own signal.',
  judge(comparison) {
    const { rehearsal, baseline, injections } = comparison
    const [run] = rehearsal.runs
    if (run === undefined || run.copies.length < 2) return inconclusive('only one copy ran at a time')
    // If one copy is aborted, the baseline has the same delays: they keep the calls open until then.
    const isAborted = run.copies.some(({ outcome }) => outcome.abortedAt !== undefined)
    const isSameWithout = isAborted && injections.every(({ fault }) => fault.shows === 'delay')
    if (!isSameWithout && !showsNothing(injections)) return inconclusive('a client can see the faults')
    const [first] = baseline.runs
    if (
      first === undefined ||
      baseline.runs.slice(0, run.copies.length).some(({ copies }) => copies.some(({ outcome }) => outcome.settlement.type !== 'value'))
    )
      return inconclusive('the baseline runs do not resolve')
    if (injections.length > 0 && isOpenLater(run) && !isOpenLater(first) && !isAborted) return inconclusive('a call was given up')
    return copiesDiffer(comparison) ?? effectsDiffer(comparison) ?? held
  },
}

function copiesDiffer(comparison: Comparison): Verdict | undefined {
  const { rehearsal, baseline, known } = comparison
  const candidates = baseline.runs.slice(0, 2).flatMap(({ copies }, place) => copies.map((copy) => ({ copy, place })))
  const isStateful = candidates.length > 1 && comparison.differences(candidates[0]!.copy, candidates[1]!.copy, 1).length > 0
  for (const [place, copy] of rehearsal.runs[0]!.copies.entries()) {
    if (copy.outcome.abortedAt !== undefined) continue
    const all = candidates.map((candidate) => comparison.differences(copy, candidate.copy, candidate.place, { isUnordered: true }))
    if (all.some((differences) => differences.length === 0)) continue
    const [difference] = all[0]!
    const how = `copy ${place + 1} of two at the same time: ${inWords(difference!)}`
    // An app whose second run differs from its first shares something on purpose.
    return difference!.kind !== 'outcome' && (isStateful || !known.isRepeatable) ? remark(how) : violated(how)
  }
  return undefined
}

function effectsDiffer(comparison: Comparison): Verdict | undefined {
  const { rehearsal, baseline } = comparison
  const [run] = rehearsal.runs
  if (run!.copies.some(({ outcome }: Copy) => outcome.abortedAt !== undefined)) return undefined
  const [now, then] = [counted(effectsIn(comparison, [run!])), counted(effectsIn(comparison, baseline.runs.slice(0, run!.copies.length)))]
  for (const [effect, count] of now)
    if (count > (then.get(effect) ?? 0) && then.has(effect))
      return violated(
        `"${effect}" happened ${count} times for two copies at the same time, and ${then.get(effect)} times one after the other`,
      )
  for (const [effect, count] of then)
    if ((now.get(effect) ?? 0) < count)
      return violated(
        `"${effect}" happened ${now.get(effect) ?? 0} times for two copies at the same time, and ${count} times one after the other`,
      )
  return undefined
}
