import type { OpenAIQuirks } from '../quirks.ts'

/**
 * Fireworks: errors name their kind in capitals, or are only a text (`fireworksErrorSchema` of @ai-sdk/fireworks; quotes by users of
 * a model that is not deployed). A stream reports its usage next to the finish reason
 * (https://docs.fireworks.ai/api-reference/post-chatcompletions). Assumed: the wording of kinds without quotes.
 */
export const quirks: OpenAIQuirks = {
  endpoints: {
    'chat.completions': 'https://docs.fireworks.ai/api-reference/post-chatcompletions',
    completions: 'https://docs.fireworks.ai/api-reference/post-completions',
    responses: 'https://docs.fireworks.ai/api-reference/post-responses',
    embeddings: 'https://docs.fireworks.ai/api-reference/creates-an-embedding-vector-representing-the-input-text',
    models: 'https://docs.fireworks.ai/api-reference/list-models',
  },
  requestId: (random) => random.id(32, 'hexadecimal'),
  headers: (requestId) => ({ 'x-request-id': requestId, 'fireworks-server-processing-time': '0.1' }),
  errorBody: ({ message, type, code }, { parameter }) => ({
    error: { object: 'error', type, message, ...(parameter === undefined ? {} : { param: parameter }), ...(code === null ? {} : { code }) },
  }),
  problems: {
    authentication: { code: 'UNAUTHORIZED', message: 'The API key you provided is invalid.' },
    'context-length-exceeded': {
      code: null,
      message: ({ call }) => `The prompt is too long: ${Math.max(call.inputTokens, 131_072)}, model maximum context length: 131071`,
    },
    billing: { status: 412, code: 'PRECONDITION_FAILED', message: 'Account is suspended. Please check your billing details.' },
    'quota-exhausted': { status: 412, code: 'PRECONDITION_FAILED', message: 'Account has reached its monthly spending limit.' },
    'model-not-found': { code: 'NOT_FOUND', message: 'Model not found, inaccessible, and/or not deployed' },
    'rate-limit-requests': {
      type: 'rate_limit_exceeded',
      code: 'RESOURCE_EXHAUSTED',
      message: 'Rate limit exceeded, please try again later',
    },
    'rate-limit-tokens': {
      type: 'rate_limit_exceeded',
      code: 'RESOURCE_EXHAUSTED',
      message: 'Token rate limit exceeded, please try again later',
    },
    'server-error': { type: 'internal_server_error', code: 'INTERNAL', message: 'Internal server error' },
    overloaded: { type: 'server_error', code: 'UNAVAILABLE', message: 'Service overloaded, please try again later' },
  },
  models: {
    ids: ['accounts/fireworks/models/kimi-k2p5', 'accounts/fireworks/models/deepseek-v3p1'],
    fields: () => ({ owned_by: 'fireworks', kind: 'HF_BASE_MODEL', supports_chat: true }),
  },
  reasoning: {
    field: 'reasoning_content',
    isShown: ({ model, reasoning_effort: effort }) => /thinking|-r1/.test(model) || (effort != null && effort !== 'none'),
  },
  chat: { usagePlace: 'last-chunk' },
}
