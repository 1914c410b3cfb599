import type { Problem } from '../../engine/problem.ts'
import type { Random } from '../../engine/random.ts'
import { retryHeaders } from '../retry-after.ts'

type Headers = Readonly<Record<string, string>>

/** The id of a request, in the form of a UUID. */
export function drawRequestId(random: Random): string {
  const digits = random.id(30, 'hexadecimal')
  return [digits.slice(0, 8), digits.slice(8, 12), `4${digits.slice(12, 15)}`, `8${digits.slice(15, 18)}`, digits.slice(18)].join('-')
}

/** The headers of every response. Bedrock tells nobody what its limits have left. */
export function replyHeaders(requestId: string): Headers {
  return { 'x-amzn-requestid': requestId }
}

/**
 * When to come back, where a problem says it. AWS has a header of its own for milliseconds, which its SDKs read
 * (`parseRetryAfterHeader` of @smithy/core).
 */
export function retryHintOf(problem: Problem, date: number): Headers {
  const { 'retry-after-ms': milliseconds, ...rest } = retryHeaders(problem, date)
  return milliseconds === undefined ? rest : { ...rest, 'x-amz-retry-after': milliseconds }
}
