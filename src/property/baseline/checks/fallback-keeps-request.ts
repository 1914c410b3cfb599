import type { JournalCall } from '../../../engine/model/journal.ts'
import { hasFailed } from '../../verdict/calls.ts'
import { held, inconclusive, violated, type Verdict } from '../../verdict/verdict.ts'
import type { BaselineCheck } from '../check.ts'
import { short, targetOf } from '../comparison.ts'
import { lastUserText, requestOf, textsOf } from '../requests.ts'

/** The shortest text that must be repeated. */
const shortest = 4

/** A fallback gets the same instructions as the model before it. */
export const fallbackKeepsRequest: BaselineCheck = {
  id: 'fallback-keeps-request',
  title: 'A retry or fallback sends less than the request that failed',
  statement: 'a retry is sent the instructions of the call that failed, and a fallback its messages as well',
  hint: 'Build the request of each provider from one conversation: system prompt, all turns, and tool results.',
  judge({ rehearsal, baseline }) {
    const known = new Set(baseline.journal.calls.map(requestOf))
    const { calls } = rehearsal.journal
    if (!calls.some(hasFailed)) return inconclusive('no call failed')
    for (const failed of calls.filter(hasFailed)) {
      const verdict = judgeNext(failed, calls, known)
      if (verdict !== undefined) return verdict
    }
    return held
  },
}

function judgeNext(failed: JournalCall, calls: readonly JournalCall[], known: ReadonlySet<string>): Verdict | undefined {
  const next = calls.find(
    (call) =>
      call !== failed &&
      call.startedAt >= failed.startedAt &&
      lastUserText(call) === lastUserText(failed) &&
      call.call.operation === failed.call.operation &&
      !known.has(requestOf(call)),
  )
  if (next === undefined) return undefined
  const sent = next.call.messages.flatMap(({ parts }) => parts.flatMap((part) => ('text' in part ? [part.text] : []))).join('\n')
  // A request that was too long must become shorter, but keep its instructions.
  const isShortened = targetOf(next) === targetOf(failed)
  for (const role of isShortened ? ['system'] : ['system', 'user'])
    for (const text of textsOf(failed, role).map((one) => one.trim()))
      if (text.length >= shortest && !sent.includes(text))
        return violated(
          `${targetOf(next)} was ${isShortened ? 'no longer' : 'not'} sent the ${role} message ${short(text, 60)}${isShortened ? '' : ` that ${targetOf(failed)} was sent`}`,
        )
  return undefined
}
