import { defineProperty, formatDuration, violated, held, inconclusive, type JournalCall, type Property } from '../../kit.ts'

/** For rounding, in ms. A header in whole seconds, or a date, is never less than the requested wait. */
const tolerance = 1

/**
 * No call to a provider begins before the time that its last error response asked for. Giving up and calling another provider
 * are both allowed.
 * @example
 * honorsRetryAfter()
 */
export function honorsRetryAfter(): Property {
  return defineProperty({
    id: 'honors-retry-after',
    statement: 'no call to a provider begins before the time that its last refusal asked for',
    evidence: 'journal',
    hint: 'Read Retry-After in all its forms: seconds, an HTTP date, and retry-after-ms. Where the wait is too long, give up or go elsewhere instead of coming back early.',
    judge({ journal: { calls } }) {
      const refusals = calls.filter((call) => call.problem?.retryAfter !== undefined)
      if (refusals.length === 0) return inconclusive('no refusal said when to come back')
      for (const refusal of refusals) {
        const early = earlyCall(refusal, calls)
        if (early === undefined) continue
        const waited = early.startedAt - refusal.endedAt!
        return violated(
          `${refusal.provider} asked for ${formatDuration(refusal.problem!.retryAfter!)}, and the next call came after ${formatDuration(waited)}`,
        )
      }
      return held
    },
  })
}

function earlyCall(refusal: JournalCall, calls: readonly JournalCall[]): JournalCall | undefined {
  const { endedAt, provider, problem } = refusal
  if (endedAt === undefined) return undefined
  const later = calls.slice(calls.indexOf(refusal) + 1)
  return later.find(
    (call) => call.provider === provider && call.startedAt >= endedAt && call.startedAt < endedAt + problem!.retryAfter! - tolerance,
  )
}
