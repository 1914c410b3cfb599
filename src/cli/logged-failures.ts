import { BrownoutError } from '../engine/base/errors.ts'
import { readLog } from '../import/index.ts'
import type { LoggedCall } from '../import/log.ts'

/** A failure of a log, as the text of an error, and how many calls have it. */
export interface LoggedFailure {
  readonly text: string
  readonly count: number
}

/** The failures of a log that `brownout import` reads, most frequent first. `undefined` if the text is not such a log. */
export function loggedFailures(text: string): readonly LoggedFailure[] | undefined {
  const calls = callsOf(text)
  if (calls.length === 0) return undefined
  const texts = calls.flatMap((call) => (hasFailed(call) ? [textOf(call)] : []))
  return [...Map.groupBy(texts, (own) => own)]
    .map(([own, alike]) => ({ text: own, count: alike.length }))
    .toSorted((a, b) => b.count - a.count)
}

function callsOf(text: string): readonly LoggedCall[] {
  try {
    return readLog(text).calls
  } catch (error) {
    if (error instanceof BrownoutError) return []
    throw error
  }
}

function hasFailed({ status, error, ending }: LoggedCall): boolean {
  return (status !== undefined && status >= 400) || error !== undefined || ending === 'truncated' || ending === 'reset'
}

function textOf({ status, error, ending }: LoggedCall): string {
  const isBroken = status !== undefined && status < 400 && error === undefined && (ending === 'truncated' || ending === 'reset')
  return [
    ...(error === undefined ? [] : [error]),
    ...(status === undefined ? [] : [`status: ${status}`]),
    ...(isBroken ? ['terminated'] : []),
  ].join('\n')
}
