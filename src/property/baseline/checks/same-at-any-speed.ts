import { held, inconclusive, remark } from '../../verdict/verdict.ts'
import { isOpenLater } from '../calls.ts'
import type { BaselineCheck } from '../check.ts'
import { inWords, type Comparison, type CopyDifference, type RunPair } from '../comparison.ts'
import { requestOf } from '../requests.ts'

/** A slow answer that the app waits for changes only the time. */
export const sameAtAnySpeed: BaselineCheck = {
  id: 'same-at-any-speed',
  title: 'The result depends on which answer arrives first',
  statement: 'if the app waits for all answers, the result does not depend on which one is slow',
  hint: 'Keep the state of a request with the request, and drop its answer if a newer request was sent.',
  judge(comparison) {
    const { injections } = comparison
    if (injections.length === 0 || injections.some(({ fault }) => fault.shows !== 'delay'))
      return inconclusive('more than the speed was changed')
    // The state after concurrent copies is not judged here.
    if (comparison.rehearsal.runs.some(({ copies }) => copies.length > 1)) return inconclusive('copies ran at the same time')
    for (const pair of comparison.pairs) {
      if (!hasSameCalls(comparison, pair)) return inconclusive('the app made other calls, or gave one up')
      const difference = comparison.differences(pair.copy, pair.wasCopy, pair.before, { isStrict: true, isUnordered: true }).find(isCertain)
      // Part of the app can abort earlier than the rest.
      if (difference !== undefined) return remark(inWords(difference))
    }
    return held
  },
}

function hasSameCalls(comparison: Comparison, { run, was }: RunPair): boolean {
  if (isOpenLater(run) || isOpenLater(was) || !comparison.isSameAnswered(run, was) || run.calls.length !== was.calls.length) return false
  // With two equal requests, the app can intend to use the faster answer.
  return new Set(run.calls.map(requestOf)).size === run.calls.length
}

/** The app can report how long it took. */
function isCertain({ kind, was }: CopyDifference): boolean {
  return kind !== 'added' && typeof was !== 'boolean'
}
