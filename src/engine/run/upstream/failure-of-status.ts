import { kindOfStatus } from '../../kit/problem.ts'
import type { Problem } from '../../model/problem.ts'

/** Returns the problem in an upstream's status and `retry-after`. `undefined` if it succeeded. */
export function failureOfStatus(status: number, headers: Readonly<Record<string, string>>, now: number): Problem | undefined {
  // Anthropic's own status, which is not HTTP's.
  const kind = status === 529 ? 'overloaded' : kindOfStatus(status)
  if (kind === undefined) return undefined
  const retryAfter = waitOf(headers, now)
  return retryAfter === undefined ? { kind } : { kind, retryAfter }
}

/** Returns the wait in ms. A `retry-after` is in seconds, or a date. */
function waitOf(headers: Readonly<Record<string, string>>, now: number): number | undefined {
  const inMilliseconds = Number.parseFloat(headers['retry-after-ms'] ?? '')
  if (inMilliseconds >= 0) return inMilliseconds
  const text = headers['retry-after']
  if (text === undefined) return undefined
  const wait = /^\d+(?:\.\d+)?$/.test(text) ? Number(text) * 1_000 : Date.parse(text) - now
  return Number.isNaN(wait) ? undefined : Math.max(0, wait)
}
