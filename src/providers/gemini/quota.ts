import type { Problem, Exchange } from '../../kit.ts'
import { isVertex } from './path.ts'

interface Quota {
  readonly metric: string
  readonly id: string
  readonly value: number
}

/** The daily request limit of a paid account in the first tier (https://ai.google.dev/gemini-api/docs/rate-limits). */
const requestsPerDay = 10_000

/** The exhausted quota of a problem. `undefined` if there is none. */
export function quotaOf({ kind, limits }: Problem, exchange: Exchange): Quota | undefined {
  const { requests, tokens } = { ...exchange.limits, ...limits }
  switch (kind) {
    case 'rate-limit-requests':
      return { metric: 'generate_requests_per_model', id: 'GenerateRequestsPerMinutePerProjectPerModel', value: requests.limit }
    case 'rate-limit-tokens':
      return {
        metric: 'generate_content_paid_tier_input_token_count',
        id: 'GenerateContentPaidTierInputTokensPerModelPerMinute',
        value: tokens.limit,
      }
    case 'quota-exhausted':
      return { metric: 'generate_requests_per_model_per_day', id: 'GenerateRequestsPerDayPerProjectPerModel', value: requestsPerDay }
    default:
      return undefined
  }
}

/** Formats a duration like protocol buffers: `37s`, `37.384s`. */
export function secondsOf(milliseconds: number): string {
  return `${Math.ceil(milliseconds) / 1_000}s`
}

/**
 * The API's message for an exhausted quota. It is the same per minute and per day, so only the details
 * distinguish them (as quoted in google-gemini/gemini-cli#8437 and langgenius/dify#19838). Vertex AI's quotas are shared, and it names none
 * (google-gemini/gemini-cli#14811).
 */
export function exhausted(exchange: Exchange, problem: Problem): string {
  if (isVertex(exchange.request))
    return 'Resource exhausted. Please try again later. Please refer to https://cloud.google.com/vertex-ai/generative-ai/docs/error-code-429 for more details.'
  const quota = quotaOf(problem, exchange)!
  const wait = problem.retryAfter === undefined ? '' : `\nPlease retry in ${secondsOf(problem.retryAfter)}.`
  return `You exceeded your current quota, please check your plan and billing details. For more information on this error, head to: https://ai.google.dev/gemini-api/docs/rate-limits. To monitor your current usage, head to: https://ai.dev/rate-limit. \n* Quota exceeded for metric: generativelanguage.googleapis.com/${quota.metric}, limit: ${quota.value}, model: ${exchange.call.model}${wait}`
}
