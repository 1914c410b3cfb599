import type { JournalCall } from '../../../engine/model/journal.ts'
import { hasFailed, isAnswer } from '../../verdict/calls.ts'
import { held, inconclusive, remark, violated, type Verdict } from '../../verdict/verdict.ts'
import type { BaselineCheck } from '../check.ts'
import { short, targetOf, type Comparison, type RunPair } from '../comparison.ts'
import { marksItself } from '../marks.ts'
import { requestOf, textsOf } from '../requests.ts'

/** The shortest answer to search for in later requests. */
const shortest = 20
/** The shortest user turn to search for. */
const shortestTurn = 8
/** The least part of a turn that must remain. */
const leastOfTurn = 20

/** The input of a later step is not omitted without an error. */
export const inputsNotLost: BaselineCheck = {
  id: 'inputs-not-lost',
  title: 'A later step works without the result of one that failed',
  statement:
    'if the answer of a failed step is part of later requests, these contain the input of the step instead, or the task marks its result or sends no such request',
  hint: 'Keep the input of a step until its result is there: a history is not shortened before its summary exists.',
  judge(comparison) {
    const judged = comparison.pairs.filter(({ run, copy }) => run.calls.some(hasFailed) && copy.outcome.settlement.type === 'value')
    if (judged.length === 0) return inconclusive('no call failed, or no run resolves')
    const verdicts = judged.map((pair) => judgePair(comparison, pair)).filter((verdict) => verdict !== undefined)
    return verdicts.find(({ type }) => type === 'violated') ?? verdicts[0] ?? held
  },
}

function judgePair(comparison: Comparison, pair: RunPair): Verdict | undefined {
  const { run, copy, wasCopy, before } = pair
  const failed = lostIn(pair)
  if (failed === undefined) return undefined
  const turns = turnsIn(failed, comparison.rehearsal.journal.calls)
  const later = laterThan(failed, run.calls)
  const lost = turns.find((turn) => later.some((call) => !contains(call, turn.slice(0, leastOfTurn))))
  // A history that is longer than intended has lost nothing.
  if (turns.length > 0 && lost === undefined) return undefined
  if (lost !== undefined) {
    const how = `${targetOf(failed)} failed, and later requests contain neither its answer nor its input ${short(lost, 60)}`
    if (!marksItself(copy, wasCopy, comparison.differences(copy, wasCopy, before))) return violated(how)
    // Alerts are read by the team, not by the user who continues the conversation.
    return copy.outcome.alerts.length > wasCopy.outcome.alerts.length ? remark(how) : undefined
  }
  if (marksItself(copy, wasCopy, comparison.differences(copy, wasCopy, before))) return undefined
  return remark(`${targetOf(failed)} failed, and later requests are sent without its answer, which they contain without a fault`)
}

/** A failed call whose answer is in a later request of the baseline run, but in none here. */
function lostIn({ run, was }: RunPair): JournalCall | undefined {
  return run.calls.filter(hasFailed).find((failed) => {
    const request = requestOf(failed)
    if (run.calls.some((call) => isAnswer(call) && requestOf(call) === request)) return false
    const usual = was.calls.find((call) => isAnswer(call) && requestOf(call) === request && call.received.length >= shortest)
    if (usual === undefined || !was.calls.some((call) => call !== usual && contains(call, usual.received))) return false
    const later = laterThan(failed, run.calls)
    // The answer can be from another model or another request.
    const isReplaced = later.some((one) => one.received.length >= shortest && later.some((call) => contains(call, one.received)))
    return later.length > 0 && !isReplaced
  })
}

/** The calls of a run after a failed call, with another prompt, that were answered. */
function laterThan(failed: JournalCall, calls: readonly JournalCall[]): JournalCall[] {
  const request = requestOf(failed)
  return calls.slice(calls.indexOf(failed) + 1).filter((call) => requestOf(call) !== request && isAnswer(call))
}

/** The user turns of earlier requests that a call is about. */
function turnsIn(failed: JournalCall, calls: readonly JournalCall[]): string[] {
  const asked = JSON.stringify(failed.call.messages)
  const earlier = calls.slice(0, calls.indexOf(failed)).filter((call) => requestOf(call) !== requestOf(failed))
  const turns = new Set(earlier.flatMap((call) => textsOf(call, 'user')).map((text) => text.trim()))
  return [...turns].filter((turn) => turn.length >= shortestTurn && asked.includes(JSON.stringify(turn).slice(1, -1).slice(0, 200)))
}

function contains({ call }: JournalCall, text: string): boolean {
  return call.messages.some(
    ({ role, parts }) => role !== 'assistant' && parts.some((part) => 'text' in part && part.text.includes(text.trim())),
  )
}
