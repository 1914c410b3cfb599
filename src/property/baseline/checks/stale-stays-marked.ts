import type { JournalCall } from '../../../engine/model/journal.ts'
import { isAnswer } from '../../verdict/calls.ts'
import { textsWithin } from '../../verdict/values.ts'
import { held, inconclusive, violated } from '../../verdict/verdict.ts'
import type { BaselineCheck } from '../check.ts'
import { inWords, short, type Comparison, type CopyDifference, type RunPair } from '../comparison.ts'

/** The shortest answer that is recognized. */
const shortest = 8

/** An answer that was too old before is not fresh now. */
export const staleStaysMarked: BaselineCheck = {
  id: 'stale-stays-marked',
  title: 'A stale answer loses its mark',
  statement: 'a cached answer that is returned instead of a new one stays marked until there is a new one',
  hint: 'Store the time at which an answer was generated, not the time at which it was last served, and do not change it if a call fails.',
  judge(comparison) {
    const marked = comparison.pairs.flatMap((pair) => markedOld(comparison, pair) ?? [])
    if (marked.length === 0) return inconclusive('no old answer was returned with a mark')
    for (const { pair, text, mark } of marked)
      for (const later of comparison.pairs.filter(({ place }) => place > pair.place)) {
        // Any new answer can be the returned one, even with the same text.
        if (answersIn(comparison, pair.place, later.place).length > 0) break
        if (!isUnmarked(comparison, later) || hasSameValue(later, pair) || !textsWithin(later.copy.value).some((one) => one.includes(text)))
          continue
        return violated(
          `in run ${pair.place + 1}, ${short(text, 60)} was marked (${inWords(mark)}), and in run ${later.place + 1} it is returned as new although no call was answered since`,
        )
      }
    return held
  },
}

interface MarkedAnswer {
  readonly pair: RunPair
  readonly text: string
  readonly mark: CopyDifference
}

/** A run without an answer that returns an earlier answer with a mark. */
function markedOld(comparison: Comparison, pair: RunPair): MarkedAnswer | undefined {
  const { run, copy, wasCopy, before, place } = pair
  if (run.calls.length === 0 || run.calls.some(isAnswer) || copy.outcome.settlement.type !== 'value') return undefined
  const texts = textsWithin(copy.value)
  const old = answersIn(comparison, -1, place - 1).find(({ received }) => texts.some((text) => text.includes(received.trim())))
  const mark = comparison.differences(copy, wasCopy, before).find(({ kind, isFromModel }) => kind !== 'outcome' && !isFromModel)
  return old === undefined || mark === undefined ? undefined : { pair, text: old.received.trim(), mark }
}

/** The answers of the runs between two places. */
function answersIn({ rehearsal }: Comparison, after: number, upTo: number): JournalCall[] {
  return rehearsal.runs
    .slice(after + 1, upTo + 1)
    .flatMap(({ calls }) => calls.filter((call) => isAnswer(call) && call.received.trim().length >= shortest))
}

function hasSameValue(one: RunPair, other: RunPair): boolean {
  return JSON.stringify(one.copy.value) === JSON.stringify(other.copy.value)
}

function isUnmarked(comparison: Comparison, { copy, wasCopy, before }: RunPair): boolean {
  if (copy.outcome.settlement.type !== 'value' || wasCopy.outcome.settlement.type !== 'value') return false
  if (copy.outcome.alerts.length > wasCopy.outcome.alerts.length) return false
  return comparison.differences(copy, wasCopy, before).length === 0
}
