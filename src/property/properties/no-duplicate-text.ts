import {
  defineProperty,
  isWhole,
  promptOf,
  textOf,
  violated,
  remark,
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
import { lettersOf } from './text/letters.ts'
import { isNote } from './text/own-words.ts'

/** How many characters identify an answer. */
const telling = 20

/** An answer in the text that the user saw. */
interface ShownAnswer {
  readonly call: JournalCall
  readonly from: number
  readonly to: number
}

function beginningOf(text: string): string {
  return text.trim().slice(0, telling)
}

/** How many characters two texts have in common from the start. */
function commonLength(one: string, another: string): number {
  let length = 0
  while (length < one.length && one[length] === another[length]) length++
  return length
}

/** The answers in a text, in their order. An answer too short to identify counts only if the text begins with it. */
function shownIn(seen: string, calls: readonly JournalCall[]): readonly ShownAnswer[] {
  let after = 0
  return calls.flatMap((call) => {
    const text = call.received.trim()
    const from = seen.indexOf(beginningOf(text), after)
    if (from < 0 || (text.length < telling && seen.slice(after, from).trim() !== '')) return []
    after = from + Math.min(text.length, telling)
    return [{ call, from, to: from + commonLength(text, seen.slice(from)) }]
  })
}

/** Whether a call continues the answer of another one, which was part of its prompt. */
function resumes({ call }: JournalCall, { received }: JournalCall): boolean {
  return lettersOf(textOf(call, 'assistant', 'user')).includes(lettersOf(received).slice(-telling))
}

/** Whether the text between two answers separates them: a note in the app's own words, or a line. */
function isMark(between: string): boolean {
  return isNote(between, []) || /^\s*([-*_=#]{3,}|\[.*\])\s*$/m.test(between)
}

function judgePair(first: ShownAnswer, other: ShownAnswer, seen: string): Verdict {
  const between = seen.slice(first.to, other.from)
  if (resumes(other.call, first.call) || isMark(between)) return held
  const isSameQuestion = promptOf(other.call.call) === promptOf(first.call.call)
  const isTwice = beginningOf(other.call.received) === beginningOf(first.call.received)
  // Answers to two prompts, or two complete answers, can be intended.
  if (isWhole(first.call) && !(isSameQuestion && isTwice)) return held
  const how = isTwice
    ? `the user saw "${beginningOf(other.call.received)}" twice`
    : `the user saw an answer of ${first.call.provider}, and joined to it without a mark another of ${other.call.provider}`
  return isSameQuestion && lettersOf(between) === '' ? violated(how) : remark(how)
}

function judgeTask({ calls, streamed }: TaskEvidence): Verdict {
  if (streamed.length === 0) return inconclusive('no text was observed; report each piece with observe.streamed(text)')
  const speaking = calls.filter(({ received }) => received.trim() !== '')
  if (speaking.length < 2) return inconclusive('no second answer followed a first')
  const seen = visibleText(streamed).trim()
  const shown = shownIn(seen, speaking)
  const verdicts = shown.slice(1).map((other, place) => judgePair(shown[place]!, other, seen))
  return verdicts.find(({ type }) => type === 'violated') ?? verdicts.find(({ type }) => type === 'remark') ?? held
}

/**
 * After a fallback or a resumed stream, the user sees no text twice, and no two answers run together. An answer that was shown
 * can be retracted with `observe.retracted()`, or separated by a note. A call with the first part in its prompt can
 * continue it.
 * @example
 * noDuplicateText()
 */
export function noDuplicateText(): Property {
  return defineProperty({
    id: 'no-duplicate-text',
    statement: 'no text is shown twice, and no two answers are joined without a mark',
    evidence: 'streamed pieces and journal',
    hint: 'Show an answer only when it is complete, or retract the shown text before the next answer begins, or send the shown text to the model and request the rest.',
    judge: (evidence) => (areToldApart(evidence.outcome.streamed, evidence) ? judgeEach(evidence, judgeTask) : toldTogether),
  })
}
