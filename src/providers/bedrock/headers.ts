import { retryHeaders, type Problem } from '../../kit.ts'

type Headers = Readonly<Record<string, string>>

/** The headers of every response. Bedrock does not report remaining limits. */
export function replyHeaders(requestId: string): Headers {
  return { 'x-amzn-requestid': requestId }
}

/**
 * When to retry, if a problem specifies it. AWS has its own header for milliseconds, which its SDKs read
 * (`parseRetryAfterHeader` of @smithy/core).
 */
export function retryHintOf(problem: Problem, date: number): Headers {
  const { 'retry-after-ms': milliseconds, ...rest } = retryHeaders(problem, date)
  return milliseconds === undefined ? rest : { ...rest, 'x-amz-retry-after': milliseconds }
}
