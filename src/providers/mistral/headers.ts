import type { Exchange } from '../../kit.ts'

/** The remaining limits per minute (mistralai/client-ts#169). The API does not report their reset. */
export function limitHeaders({ requests, tokens }: Exchange['limits']): Readonly<Record<string, string>> {
  return {
    'x-ratelimit-limit-req-minute': String(requests.limit),
    'x-ratelimit-remaining-req-minute': String(requests.remaining),
    'x-ratelimit-limit-tokens-minute': String(tokens.limit),
    'x-ratelimit-remaining-tokens-minute': String(tokens.remaining),
  }
}

/** The headers of every response (karthink/gptel#1203). */
export function headersOf({ call, limits }: Exchange, requestId: string): Readonly<Record<string, string>> {
  return {
    'mistral-correlation-id': requestId,
    'x-kong-request-id': requestId,
    'x-ratelimit-tokens-query-cost': String(call.inputTokens),
    ...limitHeaders(limits),
  }
}
