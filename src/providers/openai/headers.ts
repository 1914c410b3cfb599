import { processingTimeOf, type Exchange, type RateLimit } from '../../kit.ts'

/** Formats a duration like the API's reset headers: `6ms`, `1s`, `6m0s` (https://platform.openai.com/docs/guides/rate-limits). */
function resetOf({ resetIn }: RateLimit): string {
  if (resetIn < 1_000) return `${Math.ceil(resetIn)}ms`
  const seconds = Number((resetIn / 1_000).toFixed(3))
  if (seconds < 60) return `${seconds}s`
  const minutes = Math.floor(seconds / 60)
  const rest = Number((seconds % 60).toFixed(3))
  return minutes < 60 ? `${minutes}m${rest}s` : `${Math.floor(minutes / 60)}h${minutes % 60}m${rest}s`
}

/** The headers with the remaining rate limits. Hosts differ in the format of the reset. */
export function limitHeaders({ requests, tokens }: Exchange['limits'], reset = resetOf): Readonly<Record<string, string>> {
  return {
    'x-ratelimit-limit-requests': String(requests.limit),
    'x-ratelimit-limit-tokens': String(tokens.limit),
    'x-ratelimit-remaining-requests': String(requests.remaining),
    'x-ratelimit-remaining-tokens': String(tokens.remaining),
    'x-ratelimit-reset-requests': reset(requests),
    'x-ratelimit-reset-tokens': reset(tokens),
  }
}

/** The headers of every response. */
export function headersOf(exchange: Exchange, requestId: string): Readonly<Record<string, string>> {
  return {
    'x-request-id': requestId,
    'openai-organization': 'org-brownout',
    'openai-version': '2020-10-01',
    'openai-processing-ms': String(processingTimeOf(exchange.call)),
    ...limitHeaders(exchange.limits),
  }
}
