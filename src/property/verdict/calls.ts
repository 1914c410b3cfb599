import { runsTool } from '../../engine/kit/tool-server.ts'
import type { JournalCall } from '../../engine/model/journal.ts'

/**
 * Returns whether a call returned its complete answer, not truncated by the network, a token limit or a
 * content filter. An empty answer and a model's refusal can be complete, too; see {@link isAnswer}.
 */
export function isWhole(call: JournalCall): boolean {
  return (call.ending === 'complete' || call.resumedAt !== undefined) && call.finish !== 'length' && call.finish !== 'content-filter'
}

/** Returns whether a call returned a usable answer: complete, not empty, and not a refusal by the model. */
export function isAnswer(call: JournalCall): boolean {
  return isWhole(call) && call.finish !== 'refusal' && call.received !== ''
}

/** Returns whether a call opened a stream for messages that a tool server sends outside of answers. It stays open as long as its client. */
export function isListening({ call }: Pick<JournalCall, 'call'>): boolean {
  return call.listens === true
}

/**
 * Returns whether a call failed: an error response, a broken connection, a truncated answer. A call that the client aborted did
 * not fail, and a stream that only listens can end at any time.
 * @example
 * if (!calls.some(hasFailed)) return inconclusive('no call failed')
 */
export function hasFailed(call: JournalCall): boolean {
  return isListening(call) ? call.ending === 'refused' : !isWhole(call) && call.ending !== 'aborted'
}

/** Returns the number of a call in the journal, from 1, as in timelines and logs. */
export function numberOf({ call }: Pick<JournalCall, 'call'>): number {
  return call.index + 1
}

/** Returns whether a call was open at a time, in ms on the clock. A call that hangs stays open. A stream that only listens does not count. */
export function isOpenAt(call: JournalCall, at: number): boolean {
  return !isListening(call) && call.startedAt <= at && (call.endedAt === undefined || call.ending === 'hung' || call.endedAt > at)
}

/** Returns whether a call had ended before a later one was sent, even in the same millisecond. */
export function endedBefore({ endedAt, sequence }: JournalCall, later: JournalCall): boolean {
  if (endedAt === undefined || endedAt !== later.startedAt) return endedAt !== undefined && endedAt < later.startedAt
  return sequence?.ended === undefined || later.sequence === undefined || sequence.ended < later.sequence.began
}

/**
 * Returns whether a run ends only in stalled non-streaming responses. Node's own fetch ends these after
 * 300 s, which no clock emulates: an app without a timeout waits that long, not forever.
 */
export function isEndedByRuntime(calls: readonly JournalCall[]): boolean {
  const hung = calls.filter((call) => !isListening(call) && (call.ending === 'hung' || call.endedAt === undefined))
  return hung.length > 0 && hung.every(({ stream }) => !stream)
}

/** Returns whether a tool call returned no result. A result that reports the failure only in its text counts as a result. */
export function isFailedTool(call: JournalCall): boolean {
  return runsTool(call.call) && (hasFailed(call) || call.ending === 'aborted')
}
