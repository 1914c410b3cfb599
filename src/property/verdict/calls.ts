import type { JournalCall } from '../../engine/model/journal.ts'

/** Whether a call brought its answer to the end that the provider meant. */
export function isWhole(call: JournalCall): boolean {
  return call.ending === 'complete' && call.finish !== 'length' && call.finish !== 'content-filter'
}

/** Whether a call brought something to go on with: whole, and neither empty nor a refusal. */
export function isAnswer(call: JournalCall): boolean {
  return isWhole(call) && call.finish !== 'refusal' && call.received !== ''
}

/** Whether a call failed: not by the client's own doing. */
export function hasFailed(call: JournalCall): boolean {
  return !isWhole(call) && call.ending !== 'aborted'
}

/** Whether a call was still open at a time. */
export function isOpenAt(call: JournalCall, at: number): boolean {
  return call.startedAt <= at && (call.endedAt === undefined || call.ending === 'hung' || call.endedAt > at)
}
