import {
  defineProperty,
  violated,
  remark,
  held,
  inconclusive,
  judgeEach,
  isWhole,
  saysPartial,
  unmarkedParts,
  visibleText,
  type JournalCall,
  type Property,
  type TaskEvidence,
  type Verdict,
  checkOptions,
  functionLike,
} from '../../kit.ts'
import { Answers, type Contained } from './truncation/answers.ts'

/** Whether the answer was truncated only by a token limit that the app set. */
function isAsLongAsAsked({ finish, received, truth, call: { maxTokens } }: JournalCall): boolean {
  return finish === 'length' && maxTokens !== undefined && received === truth
}

/** A truncated answer that was returned. */
interface Given extends Contained {
  readonly by: 'the task returned it' | 'the user saw it'
}

/** Whether a value reports that the answer is missing. `undefined` does not count: the user might have seen the streamed answer. */
function isNoAnswer(value: unknown): boolean {
  return value === null || value === false || saysPartial(value)
}

/** All truncated answers that were returned, the most certain first. */
function givenOut(answers: Answers, value: unknown, seen: string): readonly Given[] {
  const parts = unmarkedParts(value, (text) => answers.isNote(text))
  const returned = parts.flatMap((part) => (typeof part === 'string' ? answers.inText(part) : answers.inPart(part)))
  // Two answers run together are not a truncated one.
  const shown = isNoAnswer(value) || answers.endsWithWhole(seen) ? [] : answers.inText(seen)
  return [
    ...returned.map((given) => ({ ...given, by: 'the task returned it' as const })),
    ...shown.map((given) => ({ ...given, by: 'the user saw it' as const })),
  ].toSorted((a, b) => Number(isCertain(b)) - Number(isCertain(a)))
}

function isCertain({ call, containment }: Given): boolean {
  return containment === 'all of it' && call.ending !== 'aborted' && !isAsLongAsAsked(call)
}

function endOf(text: string): string {
  const line = text.trim().replaceAll(/\s+/g, ' ')
  return line.length <= 40 ? line : `...${line.slice(-37)}`
}

function judgeTask({ calls, settlement, streamed, alerts }: TaskEvidence, isMarked: ((value: unknown) => boolean) | undefined): Verdict {
  const answers = new Answers(calls)
  if (answers.cut.length === 0) return inconclusive('no answer was truncated')
  if (settlement.type === 'stuck') return inconclusive('the task never settled')
  if (settlement.type === 'error' || isMarked?.(settlement.value) === true) return held
  const { value } = settlement
  if (value === undefined && streamed.length === 0)
    return inconclusive('the task returned nothing; return the answer, or report it with observe.streamed(text)')
  const [given] = givenOut(answers, value, visibleText(streamed))
  if (given === undefined) return judgeEmpty(answers.cut, value, calls)
  const { call, by } = given
  const how = `the answer of ${call.provider} was truncated after "${endOf(call.received)}", and ${by} as complete`
  // An alert informs the team, and can inform the user, too.
  return isCertain(given) && alerts.length === 0 ? violated(how) : remark(how)
}

/** An empty text can be the app's way to report a missing answer. */
function judgeEmpty(cut: readonly JournalCall[], value: unknown, calls: readonly JournalCall[]): Verdict {
  const empty = cut.find(({ received, truth }) => received === '' && truth !== '')
  if (empty === undefined || value !== '' || calls.some(isWhole)) return held
  return remark(`the answer of ${empty.provider} was truncated before its first word, and the task returned an empty text`)
}

/**
 * A truncated answer is never returned as complete: if the value of a task, or what the user saw, contains the first part of an
 * answer without the rest, it reports that. The task can reject, mark the value, or add a note in its own words. A value
 * without any of the truncated answer is never a truncation.
 * @param options.isMarked whether a value reports that it is incomplete, in addition to the usual marks: `partial`, `truncated`, `error`,
 * `ok: false`, `complete: false`, a status, a finish reason and the like
 * @example
 * noSilentTruncation({ isMarked: (value) => (value as AppAnswer).status === 'partial' })
 */
export function noSilentTruncation(options: { readonly isMarked?: (value: unknown) => boolean } = {}): Property {
  checkOptions('noSilentTruncation()', options, { isMarked: functionLike('(value) => value.partial') })
  const { isMarked } = options
  return defineProperty({
    id: 'no-silent-truncation',
    statement: 'a truncated answer is not returned as complete',
    evidence: 'journal and outcome',
    hint: 'Treat an answer as complete only after its terminal event ([DONE], response.completed, message_stop) and with a finish reason other than "length".',
    judge: (evidence) => judgeEach(evidence, (task) => judgeTask(task, isMarked)),
  })
}
