import { uuidFrom } from '../../../kit.ts'
import type { OpenAIQuirks } from '../quirks.ts'

/**
 * DashScope, Alibaba's Model Studio, in its compatible mode: an error has its request ID next to it, and a blocked prompt
 * has its own code (https://www.alibabacloud.com/help/en/model-studio/error-code, and quotes by users). Reasoning is shown
 * if the request sets `enable_thinking` (recorded answers of @ai-sdk/alibaba).
 */
export const quirks: OpenAIQuirks = {
  endpoints: {
    'chat.completions': 'https://www.alibabacloud.com/help/en/model-studio/use-qwen-by-calling-api',
    embeddings: 'https://www.alibabacloud.com/help/en/model-studio/text-embedding-synchronous-api',
    models: 'https://www.alibabacloud.com/help/en/model-studio/compatibility-of-openai-with-dashscope',
  },
  requestId: uuidFrom,
  headers: (requestId) => ({ 'x-request-id': requestId }),
  limitHeaders: false,
  errorBody: ({ message, type, code }, { parameter }, { call }) => ({
    error: { message, type, param: parameter ?? null, code },
    request_id: `${call.key.slice(0, 8)}-${call.key.slice(8, 12)}-9000-8000-${call.key.slice(0, 12)}`,
  }),
  problems: {
    'bad-request': { code: 'invalid_parameter_error' },
    'context-length-exceeded': {
      code: 'invalid_parameter_error',
      message: '<400> InternalError.Algo.InvalidParameter: Range of input length should be [1, 258048]',
    },
    authentication: {
      message: 'Incorrect API key provided. For details, see: https://www.alibabacloud.com/help/en/model-studio/error-code#apikey-error',
    },
    billing: {
      status: 400,
      type: 'Arrearage',
      code: 'Arrearage',
      message: 'Access denied, please make sure your account is in good standing.',
    },
    'model-not-found': { message: ({ call }) => `The model \`${call.model}\` does not exist or you do not have access to it.` },
    'rate-limit-requests': {
      type: 'limit_requests',
      code: 'limit_requests',
      message:
        'You have exceeded your current request limit. For details, see: https://www.alibabacloud.com/help/en/model-studio/error-code#rate-limit',
    },
    'rate-limit-tokens': {
      type: 'insufficient_quota',
      code: 'insufficient_quota',
      message: 'Allocated quota exceeded, please increase your quota limit.',
    },
    'quota-exhausted': {
      status: 403,
      type: 'AllocationQuota.FreeTierOnly',
      code: 'AllocationQuota.FreeTierOnly',
      message: 'The free tier of the model has been exhausted.',
    },
    'server-error': {
      type: 'InternalError',
      code: 'InternalError',
      message: 'An internal error has occured, please try again later or contact service support.',
    },
    overloaded: {
      type: 'ServiceUnavailable',
      code: 'ServiceUnavailable',
      message:
        '<503> InternalError.Algo: An error occurred in model serving, error message is: [Too many requests. Your requests are being throttled due to system capacity limits. Please try again later.]',
    },
  },
  models: { ids: ['qwen3-max', 'qwen-plus', 'qwen-flash'], fields: () => ({ owned_by: 'system' }) },
  reasoning: { field: 'reasoning_content', isShown: ({ enable_thinking: thinks }) => thinks === true },
  chat: {
    completionId: (random) => `chatcmpl-${uuidFrom(random)}`,
    envelope: (object, id, reply, { date }) => ({
      object,
      created: Math.floor(date / 1_000),
      system_fingerprint: null,
      model: reply.model,
      id,
    }),
    usage: ({ inputTokens, outputTokens, cachedInputTokens }) => ({
      prompt_tokens: inputTokens,
      completion_tokens: outputTokens,
      total_tokens: inputTokens + outputTokens,
      prompt_tokens_details: { cached_tokens: cachedInputTokens },
    }),
  },
}
