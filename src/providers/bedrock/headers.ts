import { retryHeaders, type Problem } from '../../kit.ts'

type Headers = Readonly<Record<string, string>>

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
