import {
  defineProperty,
  held,
  inconclusive,
  isFailedTool,
  judgeEach,
  saysFailed,
  toolRunsIn,
  violated,
  worstOf,
  type JournalCall,
  type Property,
  type TaskEvidence,
  type Verdict,
} from '../../kit.ts'

/** The verdict on how the model learned of a failed tool call. */
function judgeCall(failed: JournalCall, later: readonly JournalCall[]): Verdict {
  const asked = later.findIndex(({ call }) => call.operation === undefined)
  if (asked === -1) return inconclusive('no model was called after a tool had failed')
  if (later.slice(0, asked).some((call) => call.key === failed.key && !isFailedTool(call))) return held
  // Frameworks can prefix tool names with the server, as in shop_order.
  const told = toolRunsIn(later[asked]!.call.messages).findLast(({ name }) => name.endsWith(failed.model))?.result
  if (told === undefined) return inconclusive(`the next call of a model has no result of "${failed.model}"`)
  if (saysFailed(told) || (failed.received !== '' && told.includes(failed.received))) return held
  return violated(`"${failed.model}" failed, and the model received ${told.trim() === '' ? 'nothing' : `"${told.slice(0, 80)}"`}`)
}

function judgeTask({ calls }: TaskEvidence): Verdict {
  const verdicts = calls.flatMap((call, index) => (isFailedTool(call) ? [judgeCall(call, calls.slice(index + 1))] : []))
  return worstOf(verdicts, inconclusive('no call of a tool failed'))
}

/**
 * The model learns of each failed tool: the next result that it receives reports the failure, in any words.
 * @example
 * reportsToolFailures()
 */
export function reportsToolFailures(): Property {
  return defineProperty({
    id: 'reports-tool-failures',
    statement: 'the model learns of each tool that has failed',
    evidence: 'journal',
    hint: 'Look at isError of each result, catch the error of a call, and give the model the reason as the result of its tool call.',
    judge: (evidence) => judgeEach(evidence, judgeTask),
  })
}
