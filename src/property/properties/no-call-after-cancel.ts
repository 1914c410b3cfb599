import { defineProperty, formatDuration, held, inconclusive, isOfToolServer, violated, type Property } from '../../kit.ts'

/** How long after the cancellation a tool can still be called, in ms. */
const grace = 100

/**
 * A cancelled task calls no more tools, so no unwanted action happens.
 * @example
 * noCallAfterCancel()
 */
export function noCallAfterCancel(): Property {
  return defineProperty({
    id: 'no-call-after-cancel',
    statement: 'no tool is called more than 100 ms after the task was cancelled',
    evidence: 'journal',
    hint: 'Look at signal.aborted before each call of a tool, and pass the signal on: callTool(call, undefined, { signal }).',
    judgesAborts: true,
    judge({ journal: { calls }, outcome: { abortedAt } }) {
      if (abortedAt === undefined) return inconclusive('the task was not cancelled')
      if (!calls.some(({ call, startedAt }) => isOfToolServer(call) && startedAt <= abortedAt))
        return inconclusive('no tool server was called before the task was cancelled')
      const late = calls.find(({ call, startedAt }) => call.operation === 'call-tool' && startedAt > abortedAt + grace)
      if (late === undefined) return held
      return violated(
        `the task was cancelled at ${formatDuration(abortedAt)}, and "${late.model}" was called at ${formatDuration(late.startedAt)}`,
      )
    },
  })
}
