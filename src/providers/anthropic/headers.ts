import { retryHeaders, type Problem, type RateLimit, type Exchange } from '../../kit.ts'
import type { Ids } from './ids.ts'

type Headers = Readonly<Record<string, string>>

/** The emulated account: the same in every run, as in reality. */
export const organization = '7c1f2e9a-4b60-4d38-9a55-0e6b8c3d2f17'

/** The output token limit as a share of the input limit (https://docs.claude.com/en/api/rate-limits: 2,000,000 to 400,000 in tier 4). */
const outputShare = 1 / 5

/** The headers of every response. */
export function replyHeaders(exchange: Exchange, ids: Ids): Headers {
  return { 'request-id': ids.request, 'anthropic-organization-id': organization, ...limitHeaders(exchange.limits, exchange.date) }
}

/** The headers of errors only: when to retry, and the remaining limits. */
export function problemHeaders(problem: Problem, exchange: Exchange): Headers {
  return { ...limitHeaders(problem.limits ?? {}, exchange.date), ...retryHeaders(problem, exchange.date) }
}

/**
 * The remaining limits. The combined limit shows "the most restrictive limit currently in effect", which is that of
 * the input here; remaining tokens are "rounded to the nearest thousand" (https://docs.claude.com/en/api/rate-limits#response-headers).
 */
function limitHeaders({ requests, tokens }: NonNullable<Problem['limits']>, date: number): Headers {
  return {
    ...(requests === undefined ? {} : limitHeader('requests', requests, date)),
    ...(tokens === undefined
      ? {}
      : {
          ...limitHeader('tokens', inThousands(tokens), date),
          ...limitHeader('input-tokens', inThousands(tokens), date),
          ...limitHeader('output-tokens', inThousands(share(tokens)), date),
        }),
  }
}

function share({ limit, remaining, resetIn }: RateLimit): RateLimit {
  return { limit: Math.round(limit * outputShare), remaining: remaining * outputShare, resetIn }
}

function inThousands(limit: RateLimit): RateLimit {
  return { ...limit, remaining: Math.min(limit.limit, Math.round(limit.remaining / 1_000) * 1_000) }
}

function limitHeader(of: string, { limit, remaining, resetIn }: RateLimit, date: number): Headers {
  const name = `anthropic-ratelimit-${of}`
  return { [`${name}-limit`]: String(limit), [`${name}-remaining`]: String(remaining), [`${name}-reset`]: wholeSecond(date + resetIn) }
}

/** Formats a time as RFC 3339, rounded up to full seconds. */
function wholeSecond(time: number): string {
  return new Date(Math.ceil(time / 1_000) * 1_000).toISOString().replace('.000Z', 'Z')
}
