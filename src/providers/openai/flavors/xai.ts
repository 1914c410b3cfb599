import { uuidFrom } from '../../../kit.ts'
import type { OpenAIQuirks } from '../quirks.ts'

const invalid = 'Client specified an invalid argument'

/**
 * xAI: errors are a text code and a text (`responsesErrorSchema` of @ai-sdk/xai, and quotes by users, such as
 * miurla/morphic#446), tool calls are sent at once, and the completion tokens do not include reasoning (recorded
 * answers of @ai-sdk/xai). A bad key is a 400. Assumed: the codes of kinds without quotes.
 */
export const quirks: OpenAIQuirks = {
  endpoints: {
    'chat.completions': 'https://docs.x.ai/docs/api-reference#chat-completions',
    responses: 'https://docs.x.ai/docs/api-reference#create-new-response',
    models: 'https://docs.x.ai/docs/api-reference#list-models',
  },
  requestId: uuidFrom,
  headers: (requestId) => ({ 'x-request-id': requestId }),
  errorBody: ({ code, message }) => ({ code: code ?? invalid, error: message }),
  problems: {
    'bad-request': { code: invalid },
    'context-length-exceeded': {
      code: invalid,
      message: ({ call }) =>
        `This model's maximum prompt length is 131072 but the request contains ${Math.max(call.inputTokens, 131_073)} tokens.`,
    },
    authentication: {
      status: 400,
      code: invalid,
      message: 'Incorrect API key provided: te***st. You can obtain an API key from https://console.x.ai.',
    },
    permission: { code: 'The caller does not have permission to execute the specified operation', message: 'Access denied.' },
    'model-not-found': {
      code: 'Some requested entity was not found',
      message: ({ call }) => `The model ${call.model} does not exist or your team does not have access to it.`,
    },
    'rate-limit-requests': { code: 'Some resource has been exhausted', message: 'Too many requests. Please slow down.' },
    'rate-limit-tokens': { code: 'Some resource has been exhausted', message: 'Too many tokens. Please slow down.' },
    'quota-exhausted': {
      code: 'Some resource has been exhausted',
      message: 'Your team has either used all available credits or reached its monthly spending limit.',
    },
    'server-error': { code: 'Internal error', message: 'Internal error' },
    overloaded: { code: 'The service is currently unavailable', message: 'The model is at capacity. Please try again later.' },
  },
  models: { ids: ['grok-4', 'grok-3', 'grok-3-mini', 'grok-code-fast-1'], fields: () => ({ owned_by: 'xai' }) },
  reasoning: {
    field: 'reasoning_content',
    isShown: ({ model, reasoning_effort: effort }) => model.includes('mini') || (effort != null && effort !== 'none'),
  },
  chat: {
    completionId: uuidFrom,
    wholeToolCalls: true,
    usage: ({ inputTokens, outputTokens, reasoningTokens, cachedInputTokens }) => ({
      prompt_tokens: inputTokens,
      completion_tokens: outputTokens - reasoningTokens,
      total_tokens: inputTokens + outputTokens,
      prompt_tokens_details: { text_tokens: inputTokens, audio_tokens: 0, image_tokens: 0, cached_tokens: cachedInputTokens },
      completion_tokens_details: {
        reasoning_tokens: reasoningTokens,
        audio_tokens: 0,
        accepted_prediction_tokens: 0,
        rejected_prediction_tokens: 0,
      },
      num_sources_used: 0,
    }),
    usagePlace: 'own-chunk',
  },
}
