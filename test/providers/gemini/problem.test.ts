import { describe, expect, it } from 'vitest'
import { emptyStore } from '../../engine/empty-store.ts'
import { randomFrom } from '../../../src/engine/base/random.ts'
import type { Call } from '../../../src/engine/model/call.ts'
import type { Problem, ProblemKind } from '../../../src/engine/model/problem.ts'
import type { Exchange } from '../../../src/engine/model/provider.ts'
import { httpError } from '../../../src/providers/gemini/problem.ts'

function exchangeAt(url: string): Exchange {
  return {
    call: { model: 'gemini-2.5-flash', inputTokens: 12 } as Call,
    request: { method: 'POST', url: new URL(url), headers: new Headers(), text: '{}' },
    store: emptyStore(),
    random: randomFrom('gemini'),
    date: Date.UTC(2026, 10, 30),
    arrivedAt: Date.UTC(2026, 10, 30),
    abort() {},
    answers() {},
    limits: { requests: { limit: 1_000, remaining: 999, resetIn: 60 }, tokens: { limit: 1_000_000, remaining: 999_400, resetIn: 36 } },
  }
}

const geminiApi = exchangeAt('https://generativelanguage.googleapis.com/v1beta/models/gemini-2.5-flash:generateContent')
const vertex = exchangeAt(
  'https://aiplatform.googleapis.com/v1beta1/projects/p/locations/global/publishers/google/models/gemini-2.5-flash:generateContent',
)

/** Status, name and words of a problem. */
function worded(problem: Problem, exchange: Exchange): unknown[] {
  const { status, body } = httpError(problem, exchange) as {
    status: number
    body: { error: { code: number; status: string; message: string } }
  }
  expect(body.error.code).toBe(status)
  return [status, body.error.status, body.error.message]
}

describe('a problem in the words of the Gemini API', () => {
  it.each<[Problem, number, string, string]>([
    [{ kind: 'bad-request' }, 400, 'INVALID_ARGUMENT', 'Request contains an invalid argument.'],
    [
      { kind: 'context-length-exceeded' },
      400,
      'INVALID_ARGUMENT',
      'The input token count (1048577) exceeds the maximum number of tokens allowed (1048576).',
    ],
    [{ kind: 'authentication' }, 400, 'INVALID_ARGUMENT', 'API key not valid. Please pass a valid API key.'],
    [
      { kind: 'model-not-found' },
      404,
      'NOT_FOUND',
      'models/gemini-2.5-flash is not found for API version v1beta, or is not supported for generateContent. Call ListModels to see the list of available models and their supported methods.',
    ],
    [{ kind: 'overloaded' }, 503, 'UNAVAILABLE', 'The model is overloaded. Please try again later.'],
    [{ kind: 'server-error', status: 520 }, 520, 'INTERNAL', expect.stringContaining('An internal error has occurred')],
    [{ kind: 'server-error', status: 503 }, 503, 'UNAVAILABLE', expect.stringContaining('An internal error')],
  ])('%j', (problem, ...expected) => {
    expect(worded(problem, geminiApi)).toEqual(expected)
  })

  it.each<[ProblemKind, string, string, string]>([
    ['rate-limit-requests', 'generate_requests_per_model', 'GenerateRequestsPerMinutePerProjectPerModel', '1000'],
    ['rate-limit-tokens', 'generate_content_paid_tier_input_token_count', 'GenerateContentPaidTierInputTokensPerModelPerMinute', '1000000'],
    ['quota-exhausted', 'generate_requests_per_model_per_day', 'GenerateRequestsPerDayPerProjectPerModel', '10000'],
  ])('%s, and only the details name the quota', (kind, metric, quotaId, quotaValue) => {
    const { status, headers, body } = httpError({ kind, retryAfter: 37_384 }, geminiApi)
    const quotaMetric = `generativelanguage.googleapis.com/${metric}`
    expect([status, headers]).toEqual([429, {}])
    expect(body).toEqual({
      error: {
        code: 429,
        status: 'RESOURCE_EXHAUSTED',
        message: expect.stringMatching(/^You exceeded your current quota[^]+\nPlease retry in 37\.384s\.$/) as unknown,
        details: [
          {
            '@type': 'type.googleapis.com/google.rpc.QuotaFailure',
            violations: [{ quotaMetric, quotaId, quotaDimensions: { location: 'global', model: 'gemini-2.5-flash' }, quotaValue }],
          },
          {
            '@type': 'type.googleapis.com/google.rpc.Help',
            links: [{ description: 'Learn more about Gemini API quotas', url: 'https://ai.google.dev/gemini-api/docs/rate-limits' }],
          },
          { '@type': 'type.googleapis.com/google.rpc.RetryInfo', retryDelay: '37.384s' },
        ],
      },
    })
  })

  it('names the exact cause of a wrong key', () => {
    expect(httpError({ kind: 'authentication' }, geminiApi).body).toMatchObject({
      error: {
        details: [
          { reason: 'API_KEY_INVALID', domain: 'googleapis.com', metadata: { service: 'generativelanguage.googleapis.com' } },
          { '@type': 'type.googleapis.com/google.rpc.LocalizedMessage' },
        ],
      },
    })
  })

  it('has a retry-after header only if one is given verbatim', () => {
    expect(httpError({ kind: 'overloaded', retryAfter: 2_000 }, geminiApi).headers).toEqual({})
    expect(httpError({ kind: 'overloaded', retryAfter: 2_000, retryAfterText: 'soon' }, geminiApi).headers).toEqual({
      'retry-after': 'soon',
    })
  })
})

describe('a problem in the words of Vertex AI', () => {
  it.each<[ProblemKind, number, string, string]>([
    ['authentication', 401, 'UNAUTHENTICATED', 'Request had invalid authentication credentials.'],
    [
      'model-not-found',
      404,
      'NOT_FOUND',
      'Publisher Model `projects/p/locations/global/publishers/google/models/gemini-2.5-flash` was not found',
    ],
    ['rate-limit-requests', 429, 'RESOURCE_EXHAUSTED', 'Resource exhausted. Please try again later.'],
    ['server-error', 500, 'INTERNAL', 'Internal error encountered.'],
    ['overloaded', 503, 'UNAVAILABLE', 'The model is overloaded.'],
  ])('%s', (kind, status, name, beginning) => {
    expect(worded({ kind }, vertex)).toEqual([status, name, expect.stringContaining(beginning)])
  })

  it('names no quota', () => {
    expect(httpError({ kind: 'rate-limit-tokens' }, vertex).body).not.toHaveProperty('error.details')
  })
})
