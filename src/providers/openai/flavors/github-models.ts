import type { Exchange, Problem } from '../../../kit.ts'
import { uuidFrom } from '../../../kit.ts'
import type { OpenAIQuirks } from '../quirks.ts'

function limitMessage({ limits }: Exchange, { limits: own, retryAfter = 60_000 }: Problem): string {
  const { limit } = own?.requests ?? limits.requests
  return `Rate limit of ${limit} per 60s exceeded for UserByModelByMinute. Please wait ${Math.ceil(retryAfter / 1_000)} seconds before retrying.`
}

/**
 * GitHub Models: errors in the format of Azure's inference API, with details that repeat the message; a too long prompt is a 413
 * (quotes by users; https://docs.github.com/en/rest/models/inference).
 */
export const quirks: OpenAIQuirks = {
  endpoints: {
    'chat.completions': 'https://docs.github.com/en/rest/models/inference#run-an-inference-request',
    embeddings: 'https://docs.github.com/en/rest/models/embeddings',
  },
  requestId: uuidFrom,
  headers: (requestId, { limits }) => ({
    'x-request-id': requestId,
    'x-ratelimit-limit-requests': String(limits.requests.limit),
    'x-ratelimit-remaining-requests': String(limits.requests.remaining),
  }),
  limitHeaders: false,
  errorBody: ({ message, code }) => ({ error: { code: code ?? 'InternalServerError', message, details: message } }),
  problems: {
    'bad-request': { code: 'BadRequest' },
    'context-length-exceeded': {
      status: 413,
      code: 'tokens_limit_reached',
      message: ({ call }) => `Request body too large for ${call.model.split('/').at(-1)} model. Max size: 8000 tokens.`,
    },
    authentication: { code: 'unauthorized', message: 'Bad credentials' },
    permission: { code: 'no_access', message: ({ call }) => `No access to model: ${call.model}` },
    'model-not-found': { status: 400, code: 'unknown_model', message: ({ call }) => `Unknown model: ${call.model}` },
    'rate-limit-requests': { code: 'RateLimitReached', message: limitMessage },
    'rate-limit-tokens': { code: 'RateLimitReached', message: limitMessage },
    'quota-exhausted': {
      code: 'RateLimitReached',
      message: 'Rate limit of 150 per 86400s exceeded for UserByModelByDay. Please wait 42567 seconds before retrying.',
    },
    'server-error': { code: 'InternalServerError', message: 'Backend returned unexpected response. Please contact Microsoft for help.' },
    overloaded: { code: 'ServiceUnavailable', message: 'The service is temporarily unavailable.' },
  },
}
