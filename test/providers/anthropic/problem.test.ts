import type { ErrorResponse } from '@anthropic-ai/sdk/resources'
import { describe, expect, it } from 'vitest'
import type { Call } from '../../../src/engine/model/call.ts'
import type { Problem } from '../../../src/engine/model/problem.ts'
import type { Exchange } from '../../../src/engine/model/provider.ts'
import { problemHeaders, replyHeaders } from '../../../src/providers/anthropic/headers.ts'
import { errorBody, errorEvent, httpErrorOf } from '../../../src/providers/anthropic/problem.ts'

const exchange = {
  call: { model: 'claude-sonnet-5', inputTokens: 12 } as Call,
  date: Date.UTC(2026, 10, 30, 23, 59, 59, 250),
  limits: { requests: { limit: 4_000, remaining: 3_999, resetIn: 15 }, tokens: { limit: 2_000_000, remaining: 1_999_400, resetIn: 1_000 } },
} as Exchange

const rateLimitHelp =
  'For details, refer to: https://docs.claude.com/en/api/rate-limits. You can see the response headers for current usage. Please reduce the prompt length or the maximum tokens requested, or try again later. You may also contact sales at https://claude.com/contact-sales to discuss your options for a rate limit increase.'

describe('a problem in the words of the API', () => {
  it.each<[Problem, number, string, string]>([
    [{ kind: 'bad-request', message: 'max_tokens: Field required' }, 400, 'invalid_request_error', 'max_tokens: Field required'],
    [{ kind: 'context-length-exceeded' }, 400, 'invalid_request_error', 'prompt is too long: 1000001 tokens > 1000000 maximum'],
    [{ kind: 'authentication' }, 401, 'authentication_error', 'invalid x-api-key'],
    [{ kind: 'model-not-found' }, 404, 'not_found_error', 'model: claude-sonnet-5'],
    [
      { kind: 'rate-limit-requests', limits: { requests: { limit: 50, remaining: 0, resetIn: 9_000 } } },
      429,
      'rate_limit_error',
      `This request would exceed your organization's rate limit of 50 requests per minute (org: 7c1f2e9a-4b60-4d38-9a55-0e6b8c3d2f17, model: claude-sonnet-5). ${rateLimitHelp}`,
    ],
    [
      { kind: 'rate-limit-tokens' },
      429,
      'rate_limit_error',
      `This request would exceed your organization's rate limit of 2,000,000 input tokens per minute (org: 7c1f2e9a-4b60-4d38-9a55-0e6b8c3d2f17, model: claude-sonnet-5). ${rateLimitHelp}`,
    ],
    [{ kind: 'server-error' }, 500, 'api_error', 'Internal server error'],
    [{ kind: 'server-error', status: 520 }, 520, 'api_error', 'Internal server error'],
    [{ kind: 'overloaded' }, 529, 'overloaded_error', 'Overloaded'],
  ])('%j', (problem, status, type, message) => {
    expect(httpErrorOf('req_011')(problem, exchange).status).toBe(status)
    expect(errorBody(problem, exchange, 'req_011')).toEqual({ type: 'error', error: { type, message }, request_id: 'req_011' })
  })

  it('reports a reached spend limit with an exact code, and its end', () => {
    expect(errorBody({ kind: 'quota-exhausted' }, exchange, 'req_011')).toEqual({
      type: 'error',
      error: {
        type: 'rate_limit_error',
        message:
          "You have reached your API usage limits: your organization has crossed its monthly API usage threshold, set based on your organization's API tier. You will regain access on 2026-12-01 at 00:00 UTC.",
        details: { error_code: 'enforced_spend_limit_reached' },
      },
      request_id: 'req_011',
    } as ErrorResponse)
  })

  it('has details in a stream in any case', () => {
    expect(errorEvent({ kind: 'overloaded' }, exchange, 'req_011')).toEqual({
      type: 'error',
      error: { details: null, type: 'overloaded_error', message: 'Overloaded' },
      request_id: 'req_011',
    })
  })
})

describe('the headers', () => {
  it('show what every limit has left, and when it is full again', () => {
    expect(replyHeaders(exchange, { request: 'req_011', message: 'msg_01' })).toEqual({
      'request-id': 'req_011',
      'anthropic-organization-id': '7c1f2e9a-4b60-4d38-9a55-0e6b8c3d2f17',
      'anthropic-ratelimit-requests-limit': '4000',
      'anthropic-ratelimit-requests-remaining': '3999',
      'anthropic-ratelimit-requests-reset': '2026-12-01T00:00:00Z',
      'anthropic-ratelimit-tokens-limit': '2000000',
      'anthropic-ratelimit-tokens-remaining': '1999000',
      'anthropic-ratelimit-tokens-reset': '2026-12-01T00:00:01Z',
      'anthropic-ratelimit-input-tokens-limit': '2000000',
      'anthropic-ratelimit-input-tokens-remaining': '1999000',
      'anthropic-ratelimit-input-tokens-reset': '2026-12-01T00:00:01Z',
      'anthropic-ratelimit-output-tokens-limit': '400000',
      'anthropic-ratelimit-output-tokens-remaining': '400000',
      'anthropic-ratelimit-output-tokens-reset': '2026-12-01T00:00:01Z',
    })
  })

  it('of a problem show its own limits', () => {
    expect(
      problemHeaders({ kind: 'rate-limit-requests', limits: { requests: { limit: 50, remaining: 0, resetIn: 750 } } }, exchange),
    ).toEqual({
      'anthropic-ratelimit-requests-limit': '50',
      'anthropic-ratelimit-requests-remaining': '0',
      'anthropic-ratelimit-requests-reset': '2026-12-01T00:00:00Z',
    })
  })

  it.each([
    ['seconds', { 'retry-after': '3' }],
    ['milliseconds', { 'retry-after-ms': '2500' }],
    ['date', { 'retry-after': 'Tue, 01 Dec 2026 00:00:02 GMT' }],
  ] as const)('demand a wait in %s', (retryAfterForm, headers) => {
    expect(problemHeaders({ kind: 'overloaded', retryAfter: 2_500, retryAfterForm }, exchange)).toEqual(headers)
  })
})
