import type { Copy } from '../../trial/rehearse.ts'
import { held, inconclusive, remark, violated, type Verdict } from '../../verdict/verdict.ts'
import { isOpenLater } from '../calls.ts'
import type { BaselineCheck } from '../check.ts'
import { counted, errorTextOf, inWords, short, type Comparison } from '../comparison.ts'
import { effectsIn } from '../effects.ts'
import { reportsItself } from '../marks.ts'
import { showsNothing } from '../plan-kind.ts'

/** Two concurrent copies do the same as two in sequence. */
export const concurrentTasksIsolated: BaselineCheck = {
  id: 'concurrent-tasks-isolated',
  title: 'Two concurrent tasks affect each other',
  statement: 'two concurrent copies of the task have the same results and effects as one after the other, even if the user aborts one',
  hint: 'Keep the state of a request with the request, share only complete results, and give each caller of a shared call its own signal.',
  judge: (comparison) => judgeCopies(comparison, [copiesDiffer, effectsDiffer]),
}

/** The same for an app that promises more or less. */
export function copiesUnder(concurrency: 'shared' | 'serializable'): BaselineCheck {
  const judges = concurrency === 'shared' ? [copyFails, effectsTooOften] : [copiesInNoOrder, copiesDiffer, effectsDiffer]
  return { ...concurrentTasksIsolated, judge: (comparison) => judgeCopies(comparison, judges) }
}

function judgeCopies(comparison: Comparison, judges: readonly ((comparison: Comparison) => Verdict | undefined)[]): Verdict {
  const { rehearsal, baseline, injections } = comparison
  const [run] = rehearsal.runs
  if (run === undefined || run.copies.length < 2) return inconclusive('only one copy ran at a time')
  // If one copy is aborted, the baseline has the same delays, which keep the calls open until then.
  const isAborted = run.copies.some(({ outcome }) => outcome.abortedAt !== undefined)
  const isSameWithout = isAborted && injections.every(({ fault }) => fault.shows === 'delay')
  if (!isSameWithout && !showsNothing(injections)) return inconclusive('the faults are visible to a client')
  const [first] = baseline.runs
  if (
    first === undefined ||
    baseline.runs.slice(0, run.copies.length).some(({ copies }) => copies.some(({ outcome }) => outcome.settlement.type !== 'value'))
  )
    return inconclusive('the baseline runs do not resolve')
  if (injections.length > 0 && isOpenLater(run) && !isOpenLater(first) && !isAborted) return inconclusive('a call was aborted')
  for (const judge of judges) {
    const verdict = judge(comparison)
    if (verdict !== undefined) return verdict
  }
  return held
}

/** The behavior of copies in sequence: each in the first runs of the baseline. */
function candidatesIn({ baseline }: Comparison): { readonly copy: Copy; readonly place: number }[] {
  return baseline.runs.slice(0, 2).flatMap(({ copies }, place) => copies.map((copy) => ({ copy, place })))
}

function copiesDiffer(comparison: Comparison): Verdict | undefined {
  const { rehearsal, known } = comparison
  const candidates = candidatesIn(comparison)
  const isStateful = candidates.length > 1 && comparison.differences(candidates[0]!.copy, candidates[1]!.copy, 1).length > 0
  for (const [place, copy] of rehearsal.runs[0]!.copies.entries()) {
    if (copy.outcome.abortedAt !== undefined) continue
    const all = candidates.map((candidate) => comparison.differences(copy, candidate.copy, candidate.place, { isUnordered: true }))
    if (all.some((differences) => differences.length === 0)) continue
    const [difference] = all[0]!
    const how = `copy ${place + 1} of two at the same time: ${inWords(difference!)}`
    // A copy that leaves its work to another one, and reports it, loses nothing if all effects happen.
    if (reportsItself(all[0]!)) return effectsDiffer(comparison) ?? remark(how)
    // An app whose second run differs from its first shares state on purpose.
    return difference!.kind !== 'outcome' && (isStateful || !known.isRepeatable) ? remark(how) : violated(how)
  }
  return undefined
}

/** A copy that fails, even if the copies share state. */
function copyFails(comparison: Comparison): Verdict | undefined {
  const [was] = candidatesIn(comparison)
  for (const [place, copy] of comparison.rehearsal.runs[0]!.copies.entries()) {
    if (copy.outcome.abortedAt !== undefined || copy.outcome.settlement.type === 'value') continue
    const [difference] = comparison.differences(copy, was!.copy, was!.place)
    return violated(`copy ${place + 1} of two at the same time: ${inWords(difference!)}`)
  }
  return undefined
}

/** Copies whose results match no order, such as both being first. */
function copiesInNoOrder(comparison: Comparison): Verdict | undefined {
  const { copies } = comparison.rehearsal.runs[0]!
  const [one, other] = copies
  const [first, second] = candidatesIn(comparison)
  if (one === undefined || other === undefined || first === undefined || second === undefined) return undefined
  if (copies.length > 2 || copies.some(({ outcome }) => outcome.abortedAt !== undefined)) return undefined
  const isAs = (copy: Copy, { copy: was, place }: typeof first): boolean =>
    comparison.differences(copy, was, place, { isUnordered: true }).length === 0
  if ((isAs(one, first) && isAs(other, second)) || (isAs(one, second) && isAs(other, first))) return undefined
  const are = [one, other].map(endOf).join(' and ')
  return violated(
    `two copies at the same time end with ${are}, and one after the other with ${[first.copy, second.copy].map(endOf).join(' and ')}`,
  )
}

function endOf(copy: Copy): string {
  return errorTextOf(copy) || short(copy.value)
}

function effectsDiffer(comparison: Comparison): Verdict | undefined {
  return effectsTooOften(comparison) ?? effectsTooSeldom(comparison)
}

/** How often each effect happens for concurrent copies and for copies in sequence. `undefined` if one was aborted. */
function effectCounts(comparison: Comparison): { readonly now: Map<string, number>; readonly usual: Map<string, number> } | undefined {
  const { rehearsal, baseline } = comparison
  const run = rehearsal.runs[0]!
  if (run.copies.some(({ outcome }) => outcome.abortedAt !== undefined)) return undefined
  const inSequence = baseline.runs.slice(0, run.copies.length)
  return { now: counted(effectsIn(comparison, [run])), usual: counted(effectsIn(comparison, inSequence)) }
}

function effectsTooOften(comparison: Comparison): Verdict | undefined {
  const counts = effectCounts(comparison)
  if (counts === undefined) return undefined
  for (const [effect, count] of counts.now) {
    const usual = counts.usual.get(effect)
    if (usual !== undefined && count > usual) return effectDiffers(effect, count, usual)
  }
  return undefined
}

function effectsTooSeldom(comparison: Comparison): Verdict | undefined {
  const counts = effectCounts(comparison)
  if (counts === undefined) return undefined
  for (const [effect, usual] of counts.usual) {
    const count = counts.now.get(effect) ?? 0
    if (count < usual) return effectDiffers(effect, count, usual)
  }
  return undefined
}

function effectDiffers(effect: string, now: number, usual: number): Verdict {
  return violated(`"${effect}" happened ${now} times for two copies at the same time, and ${usual} times one after the other`)
}
