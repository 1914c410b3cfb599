import {
  defineProperty,
  formatDuration,
  violated,
  remark,
  held,
  inconclusive,
  tasksOf,
  endedBefore,
  numberOf,
  type Evidence,
  type JournalCall,
  type Property,
} from '../../kit.ts'

/** Tolerance for rounding, in ms. A header in seconds, or with a date, is never less than the requested wait. */
const tolerance = 1

/** A call before the time requested by an error response. */
interface EarlyCall {
  readonly refusal: JournalCall
  readonly call: JournalCall
}

/** The first call that was sent earlier than an error response allowed, to the same model and from the same account. */
function earlyCall(refusal: JournalCall, calls: readonly JournalCall[]): EarlyCall | undefined {
  const { endedAt, provider, model, problem } = refusal
  if (endedAt === undefined) return undefined
  const call = calls.find(
    (later) =>
      later.provider === provider &&
      later.model === model &&
      later.call.credential === refusal.call.credential &&
      later !== refusal &&
      endedBefore(refusal, later) &&
      later.startedAt < endedAt + problem!.retryAfter! - tolerance,
  )
  return call === undefined ? undefined : { refusal, call }
}

/** Whether one task sent the same request again. Other requests, or other users, might not be aware of the error. */
function isSameRequest({ refusal, call }: EarlyCall, evidence: Evidence): boolean {
  return call.key === refusal.key && tasksOf(evidence).some(({ calls }) => calls.includes(refusal) && calls.includes(call))
}

/**
 * No request is retried before the time that the error response requested. Giving up and calling another provider are both
 * allowed. Another request to the same model before that time is a remark.
 * @example
 * honorsRetryAfter()
 */
export function honorsRetryAfter(): Property {
  return defineProperty({
    id: 'honors-retry-after',
    statement: 'no request is retried before Retry-After has passed',
    evidence: 'journal',
    hint: 'Read Retry-After in all its forms: seconds, an HTTP date, and retry-after-ms. If the wait is too long, fail or fall back instead of retrying early.',
    judge(evidence) {
      const { calls } = evidence.journal
      const refusals = calls.filter((call) => call.problem?.retryAfter !== undefined)
      if (refusals.length === 0) return inconclusive('no error response had a Retry-After')
      const early = refusals.flatMap((refusal) => earlyCall(refusal, calls) ?? [])
      const certain = early.find((each) => isSameRequest(each, evidence))
      const [first] = certain === undefined ? early : [certain]
      if (first === undefined) return held
      const { refusal, call } = first
      const { provider, endedAt, problem } = refusal
      const asked = `${provider} answered call ${numberOf(refusal)} at ${formatDuration(endedAt!)} with a Retry-After of ${formatDuration(problem!.retryAfter!)}`
      const how = `${asked}, and call ${numberOf(call)} began after ${formatDuration(call.startedAt - endedAt!)}`
      return certain === undefined ? remark(how) : violated(how)
    },
  })
}
