import { uuidFrom } from '../../../kit.ts'
import type { OpenAIQuirks } from '../quirks.ts'

const withoutBalance = { status: 402, type: 'unknown_error', code: 'invalid_request_error', message: 'Insufficient Balance' }

/** DeepSeek: it has no numeric rate limits, and returns 402, 422 and 503 (https://api-docs.deepseek.com/quick_start/error_codes). */
export const quirks: OpenAIQuirks = {
  endpoints: { 'chat.completions': 'https://api-docs.deepseek.com/api/create-chat-completion' },
  requestId: (random) => random.id(32, 'hexadecimal'),
  headers: (requestId) => ({ 'x-ds-trace-id': requestId }),
  limitHeaders: false,
  problems: {
    authentication: {
      type: 'authentication_error',
      code: 'invalid_request_error',
      message: 'Authentication Fails, Your api key: ****test is invalid',
    },
    billing: withoutBalance,
    'quota-exhausted': withoutBalance,
    'model-not-found': { status: 400, code: 'invalid_request_error', message: 'Model Not Exist' },
    overloaded: {
      type: 'service_unavailable_error',
      code: 'service_unavailable_error',
      message: 'Service is too busy. We advise users to temporarily switch to alternative LLM API service providers.',
    },
  },
  reasoning: {
    field: 'reasoning_content',
    isShown: ({ model, thinking }) => model.includes('reasoner') || (thinking as { type?: unknown } | undefined)?.type === 'enabled',
  },
  chat: {
    path: /^(?:\/v1)?\/chat\/completions$/,
    completionId: uuidFrom,
    usageFields: (usage) => ({
      prompt_cache_hit_tokens: usage.cachedInputTokens,
      prompt_cache_miss_tokens: usage.inputTokens - usage.cachedInputTokens,
    }),
    usagePlace: 'last-chunk',
    // https://api-docs.deepseek.com/quick_start/rate_limit
    keepAlive: 'keep-alive',
  },
}
