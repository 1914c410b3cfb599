import { uuidFrom } from '../../../kit.ts'
import type { OpenAIQuirks } from '../quirks.ts'

/**
 * Perplexity: answers include citations, the last chunk has its own object name, and the error code is the status
 * (recorded answers and `perplexityErrorSchema` of @ai-sdk/perplexity; quotes by users of an unknown model and of a bad key). Searches are
 * not emulated, so answers have no citations.
 */
export const quirks: OpenAIQuirks = {
  endpoints: { 'chat.completions': 'https://docs.perplexity.ai/api-reference/chat-completions-post' },
  requestId: uuidFrom,
  headers: (requestId) => ({ 'x-request-id': requestId }),
  limitHeaders: false,
  codeIsStatus: true,
  errorBody: ({ message, type, code }) => ({ error: { message, type, code } }),
  problems: {
    'bad-request': { type: 'invalid_parameter' },
    'context-length-exceeded': { type: 'invalid_message', message: 'The prompt is longer than the context window of the model.' },
    authentication: {
      type: 'invalid_api_key',
      message: 'Invalid API key provided. You can find your API key at https://console.perplexity.ai.',
    },
    'model-not-found': {
      status: 400,
      type: 'invalid_model',
      message: ({ call }) =>
        `Invalid model '${call.model}'. Permitted models can be found in the documentation at https://docs.perplexity.ai/getting-started/models.`,
    },
    'rate-limit-requests': { type: 'request_rate_limit_exceeded', message: 'Request rate limit exceeded, please try again later.' },
    'rate-limit-tokens': { type: 'request_rate_limit_exceeded', message: 'Request rate limit exceeded, please try again later.' },
    billing: {
      status: 401,
      type: 'insufficient_quota',
      message: 'You exceeded your current quota, please check your plan and billing details.',
    },
    'quota-exhausted': {
      status: 401,
      type: 'insufficient_quota',
      message: 'You exceeded your current quota, please check your plan and billing details.',
    },
    'server-error': { type: 'internal_server_error', message: 'Internal server error' },
    overloaded: { type: 'service_unavailable', message: 'The service is overloaded, please try again later.' },
  },
  chat: {
    completionId: uuidFrom,
    envelope: (object, id, reply, { date }) => ({
      id,
      model: reply.model,
      created: Math.floor(date / 1_000),
      citations: [],
      search_results: [],
      object,
    }),
    lastDelta: { role: 'assistant', content: '' },
    usage: ({ inputTokens, outputTokens }) => ({
      prompt_tokens: inputTokens,
      completion_tokens: outputTokens,
      total_tokens: inputTokens + outputTokens,
      search_context_size: 'low',
    }),
    usagePlace: 'last-chunk',
    lastChunkFields: () => ({ object: 'chat.completion.done' }),
  },
}
