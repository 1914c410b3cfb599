import type { JournalCall } from '../../../engine/model/journal.ts'
import { hasFailed } from '../../verdict/calls.ts'
import { held, inconclusive, remark, violated, type Verdict } from '../../verdict/verdict.ts'
import { isClean, partOf } from '../calls.ts'
import type { BaselineCheck } from '../check.ts'
import { isCount, short, targetOf, type Comparison, type RunPair } from '../comparison.ts'
import { lastUserText, requestOf, textsOf } from '../requests.ts'

/** A failure leaves no traces in the requests of later runs. */
export const laterRequestsUnchanged: BaselineCheck = {
  id: 'later-requests-unchanged',
  title: 'A failure changes the requests of later runs',
  statement: 'after the faults end, requests equal those without a fault and contain nothing from failed calls',
  hint: 'Add a turn to the history only once its answer is complete, and restore prompts and parameters that a fallback changed.',
  judge(comparison) {
    const { healed, rehearsal } = comparison
    if (healed.length === 0) return inconclusive('the faults were never over')
    if (!rehearsal.journal.calls.some(hasFailed)) return inconclusive('no call failed')
    const verdicts = comparison.pairs.filter(({ place }) => healed.includes(place)).map((pair) => judgePair(comparison, pair))
    const told = verdicts.filter((verdict) => verdict !== undefined)
    return told.find(({ type }) => type === 'violated') ?? told[0] ?? held
  },
}

function judgePair(comparison: Comparison, pair: RunPair): Verdict | undefined {
  const { run, was, place } = pair
  return (
    halfSent(comparison, run.calls, place) ??
    promptChanged(run.calls, was.calls, place) ??
    failureSent(comparison, run.calls, was.calls, place) ??
    turnLost(comparison, pair) ??
    mixedUp(comparison, pair)
  )
}

/** Words of an error that an app passes on. */
const errorWords = /\b(error|exception|failed|status code|\d{3} )/i

/** An assistant turn that the model never wrote, or a turn without an answer. */
function failureSent(
  { rehearsal }: Comparison,
  calls: readonly JournalCall[],
  was: readonly JournalCall[],
  place: number,
): Verdict | undefined {
  const [first, usual] = [calls[0], was[0]]
  if (first === undefined || usual === undefined) return undefined
  const known = new Set(textsOf(usual, 'assistant'))
  const own = textsOf(first, 'assistant').find(
    (text) =>
      !known.has(text) &&
      !rehearsal.journal.calls.some(
        ({ received }) => received.includes(text.trim()) || (received !== '' && text.includes(received.trim())),
      ),
  )
  if (own !== undefined)
    return (errorWords.test(own) ? violated : remark)(
      `in run ${place + 1}, the history has an answer ${short(own, 60)}, which is not from the model`,
    )
  // Texts to embed are not turns.
  const isUnanswered = (call: JournalCall): boolean =>
    call.call.operation === undefined &&
    call.call.messages.some(({ role }, index, all) => role === 'user' && all[index - 1]?.role === 'user')
  return first.call.operation === undefined && isUnanswered(first) && !isUnanswered(usual)
    ? remark(`in run ${place + 1}, the history contains a turn of the user that was never answered`)
    : undefined
}

/** A truncated answer that is sent as if it were complete. */
function halfSent({ rehearsal, answers }: Comparison, calls: readonly JournalCall[], place: number): Verdict | undefined {
  const parts = rehearsal.journal.calls.flatMap((call) => partOf(call) ?? [])
  for (const call of calls)
    for (const text of textsOf(call, 'assistant')) {
      const part = parts.find((one) => text.includes(one))
      if (part === undefined || answers.isIn(text)) continue
      return (text.trim() === part ? violated : remark)(`in run ${place + 1}, the history contains the truncated answer ${short(part, 60)}`)
    }
  return undefined
}

/** The system prompt, the tools and the parameters of a request to the same model. */
function promptChanged(calls: readonly JournalCall[], was: readonly JournalCall[], place: number): Verdict | undefined {
  const first = calls[0]
  const usual = was[0]
  if (first === undefined || usual === undefined || targetOf(first) !== targetOf(usual)) return undefined
  const [now, then] = [textsOf(first, 'system'), textsOf(usual, 'system')]
  if (then.length > 0 && now.length === 0) return violated(`in run ${place + 1}, the system prompt ${short(then[0], 60)} is missing`)
  const [tools, usualTools] = [first.call.tools.map(({ name }) => name), usual.call.tools.map(({ name }) => name)]
  const missing = usualTools.find((name) => !tools.includes(name))
  if (missing !== undefined) return violated(`in run ${place + 1}, the tool ${missing} is no longer offered`)
  const limit = first.call.maxTokens
  const usualLimit = usual.call.maxTokens
  if (limit !== usualLimit) return remark(`in run ${place + 1}, the token limit is ${limit ?? 'none'} instead of ${usualLimit ?? 'none'}`)
  return undefined
}

/** A run that returns its own task with the answer to an earlier run's task. */
function mixedUp(comparison: Comparison, { run, was, place, before, copy, wasCopy }: RunPair): Verdict | undefined {
  const asked = new Set(run.calls.map(requestOf))
  if (asked.size === 0 || was.calls.some((call) => asked.has(requestOf(call)))) return undefined
  const earlier = comparison.baseline.runs.slice(0, before).findIndex(({ calls }) => calls.some((call) => asked.has(requestOf(call))))
  const other = comparison.baseline.runs[earlier]?.copies[0]
  if (other === undefined || comparison.differences(copy, wasCopy, before).length > 0) return undefined
  const own = comparison.differences(copy, other, earlier).find((difference) => !difference.isFromModel && !isCount(difference))
  return own === undefined || typeof own.is !== 'string'
    ? undefined
    : remark(
        `in run ${place + 1}, ${own.path} is ${short(own.is, 40)}, but in the equal request of run ${earlier + 1} it is ${short(own.was, 40)}`,
      )
}

/** The shortest answer to search for in a history. */
const shortestAnswer = 20

/** An answered and returned turn of an earlier run that is missing from the history, but is there without a fault. */
function turnLost({ rehearsal, baseline }: Comparison, { run, was, place, before }: RunPair): Verdict | undefined {
  const [first, usual] = [run.calls[0], was.calls[0]]
  if (first === undefined || usual === undefined) return undefined
  const earlier = baseline.runs.slice(0, before).flatMap(givenOut)
  if (earlier.length < before || earlier.some((call) => !holdsTurn(usual, call))) return undefined
  for (const one of rehearsal.runs.slice(0, place)) {
    const isTogether = one.copies.length > 1
    // A value returned after a failure, or next to one, need not be remembered.
    if (!isTogether && one.calls.some(hasFailed)) continue
    const lost = givenOut(one).find((call) => !holdsTurn(first, call))
    if (lost !== undefined)
      return (isTogether ? remark : violated)(
        `in run ${place + 1}, the history does not contain ${short(lastUserText(lost), 60)} and its answer, which were returned before`,
      )
  }
  return undefined
}

/** The calls of a run whose answers are in its values. */
function givenOut({ calls, copies }: RunPair['run']): JournalCall[] {
  const values = copies.filter(({ outcome }) => outcome.abortedAt === undefined).map(({ value }) => JSON.stringify([value]))
  return calls.filter(
    (call) =>
      call.call.operation === undefined &&
      isClean(call) &&
      call.received.length >= shortestAnswer &&
      values.some((value) => value.includes(JSON.stringify(call.received).slice(1, -1))),
  )
}

function holdsTurn(call: JournalCall, turn: JournalCall): boolean {
  const [asked, answered] = [textsOf(call, 'user'), textsOf(call, 'assistant')]
  const answer = turn.received.trim()
  return [...asked, ...answered].some((text) => text.includes(answer)) && asked.some((text) => text.includes(lastUserText(turn)))
}
