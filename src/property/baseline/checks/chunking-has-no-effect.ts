import { held, inconclusive, remark, violated, type Verdict } from '../../verdict/verdict.ts'
import { isOpenLater } from '../calls.ts'
import type { BaselineCheck } from '../check.ts'
import { inWords, type Comparison } from '../comparison.ts'
import { effectsIn } from '../effects.ts'
import { showsNothing } from '../plan-kind.ts'

/** Changes that no client can see change nothing. */
export const nothingChanges: BaselineCheck = {
  id: 'chunking-has-no-effect',
  title: 'The result depends on how the response is split or paced',
  statement: 'value and effects do not depend on chunk sizes, comments between events, or delays under one second',
  hint: 'Parse events, not chunks. Ignore comments and unknown events. Do not depend on the order of responses.',
  judge(comparison) {
    const { injections, rehearsal } = comparison
    if (!showsNothing(injections)) return inconclusive('the faults are visible to a client')
    if (rehearsal.runs.some(isOpenLater)) return inconclusive('a call was aborted before it ended')
    return first(comparison) ?? held
  },
}

function first(comparison: Comparison): Verdict | undefined {
  // Some official clients reject an unknown event.
  const judged = comparison.injections.some(({ fault }) => fault.shows === 'noise') ? remark : violated
  // An answer from an earlier run can be cached.
  let isStrict = true
  for (const { place, before, run, was, copy, wasCopy } of comparison.pairs) {
    isStrict &&= comparison.isSameAnswered(run, was)
    const [difference] = comparison.differences(copy, wasCopy, before, { isStrict, isUnordered: true })
    if (difference !== undefined) return judged(`${inWords(difference)}${inRun(place)}`)
    const [now, then] = [effectsIn(comparison, [run]), effectsIn(comparison, [was])]
    if (JSON.stringify(now) !== JSON.stringify(then))
      return judged(`the effects are ${now.join(', ') || 'none'} instead of ${then.join(', ') || 'none'}${inRun(place)}`)
  }
  return undefined
}

function inRun(place: number): string {
  return place === 0 ? '' : `, in run ${place + 1}`
}
