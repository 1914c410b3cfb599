import { defineProperty, formatDuration, held, inconclusive, violated, type JournalCall, type Property } from '../../kit.ts'

/** How long after the abort a call can still be cancelled, in ms. */
const grace = 100

/** Whether the server of a call takes the end of its stream for a cancellation, as over HTTP without sessions. */
function endsWithStream({ call, provider }: JournalCall, calls: readonly JournalCall[]): boolean {
  const hasSession = calls.some((other) => other.provider === provider && other.endpoint === 'initialize')
  return call.overStdio !== true && call.inSession !== true && !hasSession
}

/** Whether a call is the notification that cancels another one, or ends all of them with the session or the process. */
function isCancel({ call, endpoint }: JournalCall): boolean {
  if (call.operation === 'stop-server' || endpoint === 'session') return true
  return call.messages.some(({ parts }) => parts.some((part) => part.type === 'text' && part.text.includes('notifications/cancelled')))
}

/** The tool calls that were open when the task was aborted, and got no answer right after that. */
function openCalls(calls: readonly JournalCall[], abortedAt: number): readonly JournalCall[] {
  return calls.filter(({ call, startedAt, endedAt, ending }) => {
    if (call.operation !== 'call-tool' || startedAt > abortedAt) return false
    return ending === 'aborted' ? (endedAt ?? abortedAt) >= abortedAt : endedAt === undefined || endedAt > abortedAt + grace
  })
}

/** The missing part of a call's cancellation. `undefined` if it is complete. */
function missing(open: JournalCall, calls: readonly JournalCall[], abortedAt: number): string | undefined {
  const isInTime = (at: number | undefined): boolean => at !== undefined && at >= abortedAt && at <= abortedAt + grace
  if (endsWithStream(open, calls)) return open.ending === 'aborted' && isInTime(open.endedAt) ? undefined : 'its stream stayed open'
  const isCancelled = calls.some((call) => call.provider === open.provider && isCancel(call) && isInTime(call.startedAt))
  return isCancelled ? undefined : 'the server got no notifications/cancelled'
}

/**
 * If a task is aborted, its open tool calls are cancelled in the way that the protocol demands: over HTTP without sessions by closing the
 * stream, otherwise with `notifications/cancelled`. A closed stream alone is not a cancellation there: the tool runs on.
 * Source: https://modelcontextprotocol.io/specification/2025-11-25/basic/utilities/cancellation
 * @example
 * cancelsOnAbort()
 */
export function cancelsOnAbort(): Property {
  return defineProperty({
    id: 'cancels-on-abort',
    statement: 'when a task is aborted, its open tool calls are cancelled within 100 ms, in the way of the protocol',
    evidence: 'journal',
    hint: 'Pass the signal to the MCP client: callTool(call, undefined, { signal }). If the client only closes the stream, end the session.',
    judgesAborts: true,
    judge({ journal: { calls }, outcome: { abortedAt } }) {
      if (abortedAt === undefined) return inconclusive('the task was not aborted')
      const open = openCalls(calls, abortedAt)
      if (open.length === 0) return inconclusive('no tool call was open when the task was aborted')
      for (const call of open) {
        const lack = missing(call, calls, abortedAt)
        if (lack !== undefined)
          return violated(`the task was aborted at ${formatDuration(abortedAt)} while "${call.model}" ran, and ${lack}`)
      }
      return held
    },
  })
}
