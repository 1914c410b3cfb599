import {
  defineProperty,
  formatDuration,
  violated,
  remark,
  held,
  inconclusive,
  isOpenAt,
  promptOf,
  type JournalCall,
  type Property,
} from '../../kit.ts'

/** How long after the end of a task its calls can still be open, in ms. */
const grace = 100

/**
 * The calls that outlive a task: those still open after the grace period, and those that start only then. The end of a tool server does not
 * count.
 */
function outlivingCalls(calls: readonly JournalCall[], over: number): readonly JournalCall[] {
  return calls.filter((call) => (call.startedAt > over || isOpenAt(call, over + grace)) && call.call.operation !== 'stop-server')
}

/**
 * Whether a call can be intended background work, such as a cache refresh: it is not a stream, and no
 * other call has the same request.
 */
function isBackgroundWork(call: JournalCall, calls: readonly JournalCall[]): boolean {
  return !call.stream && !calls.some((other) => other !== call && promptOf(other.call) === promptOf(call.call))
}

/**
 * When a task settles or is aborted, its open calls end within 100 ms, and no new call begins. A call with another request that
 * continues after the task settled on its own can be background work. That is a remark.
 * @example
 * abortPropagates()
 */
export function abortPropagates(): Property {
  return defineProperty({
    id: 'abort-propagates',
    statement: 'when a task settles or is aborted, its open calls end within 100 ms and no new one begins',
    evidence: 'journal and outcome times',
    hint: "Pass the task's signal to every call and to every wait between calls. Cancel a stream if you leave its loop early, and abort a call that times out.",
    judgesAborts: true,
    judge(evidence) {
      const { settlement, settledAt, abortedAt } = evidence.outcome
      const { calls } = evidence.journal
      if (settlement.type === 'stuck' && abortedAt === undefined) return inconclusive('the task never settled and was not aborted')
      const over = abortedAt ?? settledAt
      const outliving = outlivingCalls(calls, over)
      const certain = outliving.find((call) => abortedAt !== undefined || !isBackgroundWork(call, calls))
      const call = certain ?? outliving[0]
      if (call === undefined) {
        const wasOpen = calls.some((each) => isOpenAt(each, over) || each.ending === 'aborted')
        return wasOpen ? held : inconclusive('no call was open when the task was over')
      }
      const end = `the task ${abortedAt === undefined ? 'settled' : 'was aborted'} at ${formatDuration(over)}`
      const how =
        call.startedAt > over
          ? `${end}, and a call to ${call.provider} began at ${formatDuration(call.startedAt)}`
          : `${end}, and a call to ${call.provider} was still open ${formatDuration(grace)} later`
      return certain === undefined ? remark(how) : violated(how)
    },
  })
}
