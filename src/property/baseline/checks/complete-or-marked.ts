import type { JournalCall } from '../../../engine/model/journal.ts'
import type { Copy } from '../../trial/rehearse.ts'
import type { Snapshot } from '../../trial/snapshot.ts'
import { hasFailed, isAnswer } from '../../verdict/calls.ts'
import { textsWithin } from '../../verdict/values.ts'
import { held, inconclusive, remark, violated, type Verdict } from '../../verdict/verdict.ts'
import { partOf } from '../calls.ts'
import type { BaselineCheck } from '../check.ts'
import { short, type Comparison, type RunPair } from '../comparison.ts'
import { cutOf } from '../cut-of.ts'
import { marksItself } from '../marks.ts'

/** A truncated answer is not returned as a complete one. */
export const completeOrMarked: BaselineCheck = {
  id: 'complete-or-marked',
  title: 'An incomplete answer is returned without a mark',
  statement: 'a returned answer is complete or marked as incomplete',
  hint: 'Check the finish reason and the terminal event before you use an answer. Do not repair truncated JSON, and do not keep a partial answer in a cache or in the history.',
  judge(comparison) {
    if (!comparison.rehearsal.journal.calls.some(isUnusable)) return inconclusive('no response failed or was empty')
    const verdicts = comparison.pairs.map((pair) => judgePair(comparison, pair)).filter((verdict) => verdict !== undefined)
    return verdicts.find(({ type }) => type === 'violated') ?? verdicts[0] ?? held
  },
}

function judgePair(comparison: Comparison, pair: RunPair): Verdict | undefined {
  const { run, copy, wasCopy, before } = pair
  if (copy.outcome.settlement.type !== 'value' || wasCopy.outcome.settlement.type !== 'value') return undefined
  const differences = comparison.differences(copy, wasCopy, before)
  if (marksItself(copy, wasCopy, differences)) return undefined
  return halfIn(comparison, pair) ?? (differences.length === 0 ? undefined : partIn(comparison, copy, wasCopy, run.calls))
}

/** A text that contains the delivered part of an answer, but no complete answer. */
function halfIn({ rehearsal, answers, expectedAnswers }: Comparison, { copy, wasCopy, place }: RunPair): Verdict | undefined {
  const parts = rehearsal.journal.calls.flatMap((call) => {
    const part = partOf(call)
    return part === undefined ? [] : [{ call, part }]
  })
  if (parts.length === 0) return undefined
  const usual = new Set(textsWithin(wasCopy.value))
  const usualRests = new Set([...usual].map((text) => expectedAnswers.mask(text).replace('‹answer›', '').trim()))
  const given = [...textsWithin(copy.value), ...copy.outcome.effects.map(({ text }) => text)]
  for (const text of given) {
    if (usual.has(text) || answers.isIn(text)) continue
    const half = parts.find(({ part }) => text.includes(part))
    if (half === undefined) continue
    const rest = text.replace(half.part, '').trim()
    // Extra text that is not there in other runs is a mark.
    if (rest !== '' && !usualRests.has(rest)) continue
    return violated(`${inRun(place)}it returns ${short(text)} as complete: ${endOf(half.call)}`)
  }
  return undefined
}

/** The usual value with something truncated or omitted. */
function partIn(
  { expectedAnswers, known, answers }: Comparison,
  copy: Copy,
  wasCopy: Copy,
  calls: readonly JournalCall[],
): Verdict | undefined {
  const failed = calls.filter(isUnusable)
  if (failed.length === 0 || !expectedAnswers.areIn(wasCopy.value)) return undefined
  const cut = cutOf(copy.value, wasCopy.value)
  const how = `${short(wasCopy.value)} became ${short(copy.value)}, and nothing marks it`
  if (cut === 'cut' || (cut === 'shortened' && failed.some((call) => hasPartIn(call, copy.value)))) return violated(how)
  if (cut === 'shortened') return remark(how)
  if (cut !== 'emptied' || calls.some(isAnswer)) return undefined
  // An empty value that the app also returns if a provider is down is its mark.
  if (known.isDegraded(copy.value, answers) || failed.every(({ status }) => status !== 200)) return remark(how)
  // An empty answer that is passed on is unchanged. This check does not judge how the app uses it.
  return failed.some(hasFailed) || copy.outcome.effects.length > 0 ? violated(how) : remark(how)
}

function isUnusable(call: JournalCall): boolean {
  return hasFailed(call) || (call.ending === 'complete' && call.received.trim() === '')
}

function hasPartIn(call: JournalCall, value: Snapshot): boolean {
  return partOf(call) !== undefined && textsWithin(value).some((text) => text.length >= 3 && call.received.includes(text))
}

function endOf({ provider, finish, ending, received }: JournalCall): string {
  return `${provider} delivered only "…${received.slice(-30)}" (${finish === 'length' || finish === 'content-filter' ? `finish reason ${finish}` : `the response was ${ending}`})`
}

function inRun(place: number): string {
  return place === 0 ? '' : `in run ${place + 1}, `
}
