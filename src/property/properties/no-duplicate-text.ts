import {
  defineProperty,
  textOf,
  violated,
  held,
  inconclusive,
  visibleText,
  areToldApart,
  judgeEach,
  toldTogether,
  type JournalCall,
  type Property,
  type Verdict,
  type TaskEvidence,
} from '../../kit.ts'

/** How many characters identify an answer. */
const telling = 20

function beginningOf(text: string): string {
  return text.trim().slice(0, telling)
}

/** Whether a call continues the answer of another: it was given that to read. */
function resumes(call: JournalCall, earlier: JournalCall): boolean {
  return textOf(call.call, 'assistant', 'user').includes(earlier.received.trim())
}

/** The answers in a text, in their order. An answer too short to identify counts only if the text begins with it. */
function shownIn(seen: string, calls: readonly JournalCall[]): readonly JournalCall[] {
  let from = 0
  return calls.filter((call) => {
    const at = seen.indexOf(beginningOf(call.received), from)
    const { length } = call.received.trim()
    if (at < 0 || (length < telling && seen.slice(from, at).trim() !== '')) return false
    from = at + Math.min(length, telling)
    return true
  })
}

function judgeTask({ calls, streamed }: TaskEvidence): Verdict {
  if (streamed.length === 0) return inconclusive('no text was observed; tell of each piece with observe.streamed(text)')
  const speaking = calls.filter(({ received }) => received.trim() !== '')
  if (speaking.length < 2) return inconclusive('no second answer followed a first')
  const seen = visibleText(streamed).trim()
  // An answer that continues a truncated one begins differently.
  const [first, ...others] = shownIn(seen, speaking)
  for (const other of others) {
    if (beginningOf(other.received) === beginningOf(first!.received)) return violated(`the user saw "${beginningOf(other.received)}" twice`)
    if (!resumes(other, first!))
      return violated(`the user saw an answer of ${first!.provider}, and joined to it without a mark another of ${other.provider}`)
  }
  return held
}

/**
 * After a fallback or a resumed stream, the user sees no text twice, and no two answers run together. An answer that was shown
 * can be taken back with `observe.retracted()`. A call that was given the first part to read can continue it.
 * @example
 * noDuplicateText()
 */
export function noDuplicateText(): Property {
  return defineProperty({
    id: 'no-duplicate-text',
    statement: 'the user sees no text twice, and no two answers joined without a mark',
    evidence: 'streamed pieces and journal',
    hint: 'Hold an answer back until it is whole; or take back what was shown before the next one begins; or hand the first half over and ask for the rest.',
    judge: (evidence) => (areToldApart(evidence.outcome.streamed, evidence) ? judgeEach(evidence, judgeTask) : toldTogether),
  })
}
