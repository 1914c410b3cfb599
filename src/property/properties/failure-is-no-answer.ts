import {
  defineProperty,
  hasFailed,
  held,
  inconclusive,
  isAnswer,
  isWhole,
  judgeEach,
  remark,
  runsTool,
  violated,
  type JournalCall,
  type Property,
  type TaskEvidence,
} from '../../kit.ts'
import { saysLess } from './text/says-less.ts'

/** The first call of a tool that brought no result, and was not repeated with success. */
function lostIn({ calls }: TaskEvidence): JournalCall | undefined {
  const ofTools = calls.filter(({ call }) => runsTool(call))
  return ofTools.find(
    (failed) => (hasFailed(failed) || failed.ending === 'aborted') && !ofTools.some((other) => other.key === failed.key && isWhole(other)),
  )
}

/**
 * If a search or another tool has failed, its failure is not taken for an empty result: the value of the task says that something is
 * missing. Without `says`, a value that does not say so leads to a remark, since the tool can have been of no importance.
 * @param options.says whether a value says so. Default: looks for marks such as `partial`, `failed` or `degraded`, for `null`, and for
 * words such as "unavailable"
 * @example
 * failureIsNoAnswer({ says: (value) => (value as AppAnswer).isComplete === false })
 */
export function failureIsNoAnswer({ says }: { readonly says?: (value: unknown) => boolean } = {}): Property {
  return defineProperty({
    id: 'failure-is-no-answer',
    statement: 'if a search or another tool failed, the value says that something is missing',
    evidence: 'journal and outcome',
    hint: 'Do not return an empty list from a catch. Let the failure reach the place that answers, and say there what could not be looked up.',
    judge: (evidence) =>
      judgeEach(evidence, (task) => {
        const lost = lostIn(task)
        if (lost === undefined) return inconclusive('no call of a tool failed for good')
        if (task.settlement.type !== 'value') return inconclusive('the task returned no value')
        const isSaid = says === undefined ? saysLess(task, [], evidence.journal.calls) : says(task.settlement.value)
        if (isSaid) return held
        const asked = task.calls.some((call) => isAnswer(call) && call.startedAt >= lost.startedAt)
        const how = `"${lost.model}" of ${lost.provider} failed${asked ? ', a model answered without its result' : ''}, and the value does not say so`
        return says === undefined ? remark(how) : violated(how)
      }),
  })
}
