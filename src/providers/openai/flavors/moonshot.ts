import type { OpenAIQuirks } from '../quirks.ts'

/**
 * Moonshot: an error has only a message and a type, and an overload is a 429, like a rate limit and an empty account
 * (https://platform.moonshot.ai/docs/api/chat, "Error Codes"). A stream reports its usage next to the finish reason
 * (recorded answers of @ai-sdk/moonshotai).
 */
export const quirks: OpenAIQuirks = {
  endpoints: {
    'chat.completions': 'https://platform.moonshot.ai/docs/api/chat',
    models: 'https://platform.moonshot.ai/docs/api/chat#list-models',
  },
  requestId: (random) => random.id(32, 'hexadecimal'),
  headers: (requestId) => ({ 'msh-request-id': requestId }),
  limitHeaders: false,
  errorBody: ({ message, type }) => ({ error: { message, type } }),
  problems: {
    'context-length-exceeded': {
      message: ({ call }) =>
        `Invalid request: Your request exceeded model token limit: 262144 (requested: ${Math.max(call.inputTokens, 262_145)})`,
    },
    authentication: { type: 'invalid_authentication_error', message: 'Invalid Authentication' },
    permission: { type: 'permission_denied_error', message: 'The API you are accessing is not open' },
    'model-not-found': {
      type: 'resource_not_found_error',
      message: ({ call }) => `Not found the model ${call.model} or Permission denied`,
    },
    billing: { type: 'exceeded_current_quota_error', message: 'Your account is suspended, please check your plan and billing details' },
    'quota-exhausted': {
      type: 'exceeded_current_quota_error',
      message: 'You exceeded your current token quota, please check your account balance',
    },
    'rate-limit-requests': {
      type: 'rate_limit_reached_error',
      message: 'Your account request reached organization max RPM: 500, please try again after 1 seconds',
    },
    'rate-limit-tokens': {
      type: 'rate_limit_reached_error',
      message: 'Your account request reached organization TPM rate limit, please try again after 1 seconds',
    },
    'server-error': { type: 'server_error', message: 'Internal server error' },
    overloaded: {
      status: 429,
      type: 'engine_overloaded_error',
      message: 'The engine is currently overloaded, please try again later',
    },
  },
  models: { ids: ['kimi-k3', 'kimi-k2.6', 'moonshot-v1-128k'], fields: () => ({ owned_by: 'moonshot' }) },
  reasoning: {
    field: 'reasoning_content',
    isShown: ({ model, thinking }) => model.includes('thinking') || (thinking as { type?: unknown } | undefined)?.type === 'enabled',
  },
  chat: {
    usage: ({ inputTokens, outputTokens, cachedInputTokens, reasoningTokens }) => ({
      prompt_tokens: inputTokens,
      completion_tokens: outputTokens,
      total_tokens: inputTokens + outputTokens,
      cached_tokens: cachedInputTokens,
      completion_tokens_details: { reasoning_tokens: reasoningTokens },
    }),
    usagePlace: 'last-chunk',
  },
}
