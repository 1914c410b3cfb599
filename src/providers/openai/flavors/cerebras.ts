import { uuidFrom } from '../../../kit.ts'
import type { OpenAIQuirks } from '../quirks.ts'

const tooMany = 'too_many_requests_error'

/** The parameter of an error, if the request has none. */
const parameters: Readonly<Record<string, string>> = {
  authentication: 'api_key',
  overloaded: 'queue',
  'rate-limit-requests': 'quota',
  'rate-limit-tokens': 'quota',
  'quota-exhausted': 'quota',
  'model-not-found': 'model',
}

/** The duration of each stage of the request, in seconds. Fixed, since it is not measured here. */
const times = { time_info: { queue_time: 0.0003, prompt_time: 0.0127, completion_time: 0.2202, total_time: 0.2332 } } as const

/**
 * Cerebras: an error is the complete body (`cerebrasErrorSchema` of @ai-sdk/cerebras), an overload is a 429 like a rate limit, and only
 * its code distinguishes them (`queue_exceeded`, `request_quota_exceeded`: quoted by users, and
 * https://inference-docs.cerebras.ai/support/error). Tool calls are sent at once, and the usage with the times of the request is
 * next to the finish reason (recorded answers of @ai-sdk/cerebras).
 */
export const quirks: OpenAIQuirks = {
  endpoints: {
    'chat.completions': 'https://inference-docs.cerebras.ai/api-reference/chat-completions',
    completions: 'https://inference-docs.cerebras.ai/api-reference/completions',
    models: 'https://inference-docs.cerebras.ai/api-reference/models',
  },
  requestId: (random) => random.id(16, 'hexadecimal'),
  headers: (requestId, { limits: { requests, tokens } }) => ({
    'x-request-id': requestId,
    'x-ratelimit-limit-requests-day': String(requests.limit),
    'x-ratelimit-remaining-requests-day': String(requests.remaining),
    'x-ratelimit-limit-tokens-minute': String(tokens.limit),
    'x-ratelimit-remaining-tokens-minute': String(tokens.remaining),
    'x-ratelimit-reset-tokens-minute': String(tokens.resetIn / 1_000),
  }),
  limitHeaders: false,
  errorBody: ({ message, type, code }, { kind, parameter }) => ({
    message,
    type,
    param: parameter ?? parameters[kind] ?? '',
    code: code ?? '',
  }),
  problems: {
    'bad-request': { code: 'wrong_api_format' },
    'context-length-exceeded': {
      message: ({ call }) =>
        `Please reduce the length of the messages or completion. Current length is ${Math.max(call.inputTokens, 131_073)} while limit is 131072`,
    },
    authentication: { code: 'wrong_api_key', message: 'Wrong API Key' },
    billing: {
      status: 402,
      type: 'payment_required_error',
      code: 'payment_required',
      message: 'Payment required to access this resource.',
    },
    'model-not-found': {
      type: 'not_found_error',
      message: ({ call }) => `Model ${call.model} does not exist or you do not have access to it.`,
    },
    'rate-limit-requests': {
      type: tooMany,
      code: 'request_quota_exceeded',
      message: 'Requests per minute limit exceeded - too many requests sent.',
    },
    'rate-limit-tokens': {
      type: tooMany,
      code: 'token_quota_exceeded',
      message: 'Tokens per minute limit exceeded - too many tokens processed.',
    },
    'quota-exhausted': {
      type: tooMany,
      code: 'token_quota_exceeded',
      message: 'Tokens per day limit exceeded - too many tokens processed.',
    },
    'server-error': { type: 'server_error', code: 'internal_server_error', message: 'Encountered a server error, please try again.' },
    overloaded: {
      status: 429,
      type: tooMany,
      code: 'queue_exceeded',
      message: "We're experiencing high traffic right now! Please try again soon.",
    },
  },
  models: { ids: ['gpt-oss-120b', 'llama3.1-8b', 'zai-glm-4.7'], fields: () => ({ owned_by: 'Cerebras' }) },
  reasoning: {
    field: 'reasoning',
    isShown: ({ model, reasoning_effort: effort }) => (effort != null && effort !== 'none') || model.includes('glm'),
  },
  chat: {
    completionId: (random) => `chatcmpl-${uuidFrom(random)}`,
    wholeToolCalls: true,
    usagePlace: 'last-chunk',
    lastChunkFields: () => times,
    bodyFields: times,
  },
}
