import type { JournalCall } from '../../engine/model/journal.ts'
import type { RehearsedRun } from '../trial/rehearse.ts'
import { isAnswer, isWhole } from '../verdict/calls.ts'

/** Whether a call was given up by the client, or was still open when its run had settled. */
export function isOpenLater({ calls, copies }: RehearsedRun): boolean {
  const settledAt = Math.max(...copies.map(({ outcome }) => outcome.settledAt))
  return calls.some(({ ending, endedAt }) => ending === 'aborted' || endedAt === undefined || endedAt > settledAt)
}

/** Whether a call was answered, and no fault fired on it. */
export function isClean(call: JournalCall): boolean {
  return isAnswer(call) && call.fired.length === 0
}

/** The shortest part of an answer that is recognized in a value. */
const shortestPart = 8

/** The part of an answer that a truncated response delivered. `undefined` if it was complete, or there was too little of it. */
export function partOf(call: JournalCall): string | undefined {
  if (isWhole(call) || call.status !== 200) return undefined
  const part = call.received.trim()
  return part.length >= shortestPart && part !== call.truth?.trim() ? part : undefined
}

/** Whether a call brought an answer that can be used: JSON that can be parsed, if that was asked for. */
export function isReadable(call: JournalCall): boolean {
  return isAnswer(call) && (call.call.output === undefined || isJson(call.received) || call.received.includes('('))
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text.replaceAll(/^\s*```\w*|```\s*$/g, ''))
    return true
  } catch {
    return false
  }
}
