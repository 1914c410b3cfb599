import type { OpenAIQuirks } from '../quirks.ts'

const tooLong = 'Input token count + `max_tokens` must be less than the context length of the model.'

/**
 * Together: 402 for a spending limit and 403 for a prompt that is too long (https://docs.together.ai/docs/error-codes); the wording
 * for a bad key as quoted by users (maruel/genai, scoreboard of Together). A stream reports its usage next to the finish reason.
 */
export const quirks: OpenAIQuirks = {
  endpoints: {
    'chat.completions': 'https://docs.together.ai/reference/chat-completions-1',
    completions: 'https://docs.together.ai/reference/completions-1',
    embeddings: 'https://docs.together.ai/reference/embeddings-2',
    models: 'https://docs.together.ai/reference/models-1',
  },
  requestId: (random) => random.id(22),
  headers: (requestId) => ({ 'x-request-id': requestId }),
  problems: {
    authentication: { message: 'Invalid API key provided. You can find your API key at https://api.together.ai/settings/api-keys.' },
    'context-length-exceeded': { status: 403, code: null, message: tooLong },
    billing: {
      status: 402,
      type: 'credit_limit',
      code: null,
      message: 'Credit limit exceeded, please navigate to https://api.together.ai/settings/billing to add credit or upgrade your plan.',
    },
    'quota-exhausted': { status: 402, type: 'credit_limit', code: null, message: 'Your account has reached its spending limit.' },
    'model-not-found': {
      code: 'model_not_available',
      message: ({ call }) =>
        `Unable to access model ${call.model}. Please visit https://api.together.ai/models to view the list of supported models.`,
    },
    'rate-limit-requests': { type: 'model_rate_limit', code: null, message: 'You have reached the rate limit specific to this model.' },
    'rate-limit-tokens': { type: 'model_rate_limit', code: null, message: 'You have reached the rate limit specific to this model.' },
    'server-error': { type: 'server_error', code: null, message: 'Internal server error' },
    overloaded: { type: 'service_unavailable', code: null, message: 'The server is currently overloaded. Please try again later.' },
  },
  models: {
    ids: ['meta-llama/Llama-3.3-70B-Instruct-Turbo', 'Qwen/Qwen2.5-72B-Instruct-Turbo', 'deepseek-ai/DeepSeek-R1'],
    fields: (id) => ({ owned_by: id.split('/')[0], type: 'chat' }),
  },
  reasoning: {
    field: 'reasoning',
    isShown: ({ model, reasoning, reasoning_effort: effort }) => /-R1|thinking/i.test(model) || effort != null || reasoning != null,
  },
  chat: {
    completionId: (random) => `${random.id(7)}-${random.id(6)}-${random.id(16, 'hexadecimal')}`,
    usagePlace: 'last-chunk',
    bodyFields: { prompt: [] },
  },
}
