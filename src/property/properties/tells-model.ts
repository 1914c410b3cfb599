import {
  defineProperty,
  hasFailed,
  held,
  inconclusive,
  judgeEach,
  runsTool,
  toolRunsIn,
  violated,
  worstOf,
  type JournalCall,
  type Property,
  type TaskEvidence,
  type Verdict,
} from '../../kit.ts'

/** What says in any words that something went wrong. */
const failure =
  /fail|error|exception|denied|refus|reject|invalid|unavailable|unknown|timed? ?out|expired|lost|missing|could ?n.t|can ?no?t|can't|unable|not (?:found|available|done|known|complete|possible)|try again|problem|wrong/i

/** Whether a call of a tool brought no result. A result that says in its text only that the tool failed is told by passing it on. */
function isFailedTool(call: JournalCall): boolean {
  return runsTool(call.call) && (hasFailed(call) || call.ending === 'aborted')
}

/** What the model was told of a failed call of a tool. */
function judgeCall(failed: JournalCall, later: readonly JournalCall[]): Verdict {
  const asked = later.findIndex(({ call }) => call.operation === undefined)
  if (asked === -1) return inconclusive('no model was asked after a tool had failed')
  if (later.slice(0, asked).some((call) => call.key === failed.key && !isFailedTool(call))) return held
  // Frameworks name tools by their server as well, as in shop_order.
  const told = toolRunsIn(later[asked]!.call.messages).findLast(({ name }) => name.endsWith(failed.model))?.result
  if (told === undefined) return inconclusive(`the next call of a model has no result of "${failed.model}"`)
  if (failure.test(told) || (failed.received !== '' && told.includes(failed.received))) return held
  return violated(`"${failed.model}" failed, and the model was told ${told.trim() === '' ? 'nothing' : `"${told.slice(0, 80)}"`}`)
}

function judgeTask({ calls }: TaskEvidence): Verdict {
  const verdicts = calls.flatMap((call, index) => (isFailedTool(call) ? [judgeCall(call, calls.slice(index + 1))] : []))
  return worstOf(verdicts, inconclusive('no call of a tool failed'))
}

/**
 * A model hears of each tool that has failed: the result that it gets next says so, in whatever words.
 * @example
 * tellsModel()
 */
export function tellsModel(): Property {
  return defineProperty({
    id: 'tells-model',
    statement: 'the model hears of each tool that has failed',
    evidence: 'journal',
    hint: 'Look at isError of each result, catch what a call throws, and give the model the reason as the result of its tool call.',
    judge: (evidence) => judgeEach(evidence, judgeTask),
  })
}
