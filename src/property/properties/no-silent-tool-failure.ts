import {
  defineProperty,
  held,
  inconclusive,
  isAnswer,
  isFailedTool,
  isWhole,
  judgeEach,
  runsTool,
  saysDoubtful,
  saysFailed,
  textsWithin,
  violated,
  type JournalCall,
  type Property,
  type TaskEvidence,
  type Verdict,
} from '../../kit.ts'
import { saysLess } from './text/says-less.ts'

/** Texts that report an empty result. */
const emptiness =
  /\b(?:no|zero|0) (?:\w+ )?(?:results?|items?|matches|matching|records?|entries|documents?|hits|orders?|data)\b|\bnothing (?:was )?found\b|\b(?:did not|didn't) find any/i

/** Whether a value contains nothing, such as an empty list. */
function isEmpty(value: unknown): boolean {
  if (value === '') return true
  if (Array.isArray(value)) return value.length === 0
  if (typeof value !== 'object' || value === null) return false
  const members = Object.values(value)
  return members.length > 0 && members.every((member) => isEmpty(member) || member === 0)
}

/** The last tool call that failed and did not succeed in a retry. */
function lostIn({ calls }: TaskEvidence): JournalCall | undefined {
  return calls.findLast((failed) => isFailedTool(failed) && !calls.some((other) => other.key === failed.key && isWhole(other)))
}

function judgeTask(task: TaskEvidence, isMarked: ((value: unknown) => boolean) | undefined, journal: readonly JournalCall[]): Verdict {
  const { calls, settlement } = task
  const lost = lostIn(task)
  if (lost === undefined) return inconclusive('no tool call failed permanently')
  if (settlement.type !== 'value') return settlement.type === 'error' ? held : inconclusive('the task did not settle')
  const { value } = settlement
  const failure = `"${lost.model}" of ${lost.provider} failed`
  if (isMarked !== undefined) {
    const asked = calls.some((call) => isAnswer(call) && call.startedAt >= lost.startedAt)
    return isMarked(value)
      ? held
      : violated(`${failure}${asked ? ', a model answered without its result' : ''}, and the value does not report it`)
  }
  if (calls.slice(calls.indexOf(lost) + 1).some(({ call }) => runsTool(call)))
    return inconclusive('another call of a tool followed the one that failed')
  const text = textsWithin(value).join('\n')
  if (saysFailed(text) || saysDoubtful(value)) return held
  if (isEmpty(value) || emptiness.test(text))
    return violated(
      `${failure}, and the task answered as if there were nothing: ${text.trim() === '' ? 'an empty value' : `"${text.slice(0, 80)}"`}`,
    )
  return saysLess(task, [], journal) ? held : inconclusive('the answer does not show how the task handled the failure')
}

/**
 * If a search or another tool fails, this is not reported as an empty result: the task rejects, or its value reports that
 * something is missing. Without `isMarked`, only a value that is empty, or reports that nothing was found, is a violation.
 * @param options.isMarked whether a value reports it. Default: looks for marks such as `partial`, `failed` or `degraded`, and for words such
 * as "unavailable"
 * @example
 * noSilentToolFailure({ isMarked: (value) => (value as AppAnswer).isComplete === false })
 */
export function noSilentToolFailure({ isMarked }: { readonly isMarked?: (value: unknown) => boolean } = {}): Property {
  return defineProperty({
    id: 'no-silent-tool-failure',
    statement: 'a tool that failed is not reported as one that found nothing',
    evidence: 'journal and the value of the task',
    hint: 'Distinguish an empty result from a failed call: look at isError, do not return an empty list from a catch, and report the failed lookups.',
    judge: (evidence) => judgeEach(evidence, (task) => judgeTask(task, isMarked, evidence.journal.calls)),
  })
}
