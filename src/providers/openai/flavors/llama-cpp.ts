import type { OpenAIQuirks } from '../quirks.ts'

const documentation = 'https://github.com/ggml-org/llama.cpp/blob/master/tools/server/README.md'

/** The server's context size, in tokens. */
const contextSize = 8_192

/**
 * llama.cpp's own server: no key unless configured, the HTTP status as the error code, and its own types
 * (ggml-org/llama.cpp, tools/server/server-common.cpp, `format_error_response`). While the model loads, it returns 503. The error for a
 * prompt that is too long has both lengths. A complete answer has timings.
 */
export const quirks: OpenAIQuirks = {
  endpoints: { 'chat.completions': documentation, completions: documentation, embeddings: documentation, models: documentation },
  needsKey: false,
  headers: () => ({ server: 'llama.cpp' }),
  limitHeaders: false,
  codeIsStatus: true,
  errorBody: ({ status, message, type }, { kind }, { call }) => ({
    error: {
      code: status,
      message,
      type,
      ...(kind === 'context-length-exceeded' ? { n_prompt_tokens: Math.max(call.inputTokens, contextSize + 1), n_ctx: contextSize } : {}),
    },
  }),
  problems: {
    'context-length-exceeded': {
      type: 'exceed_context_size_error',
      message: ({ call }) =>
        `request (${Math.max(call.inputTokens, contextSize + 1)} tokens) exceeds the available context size (${contextSize} tokens), try increasing it`,
    },
    authentication: { type: 'authentication_error', message: 'Invalid API Key' },
    permission: { type: 'permission_error', message: 'Permission denied' },
    'not-found': { type: 'not_found_error', message: 'File Not Found' },
    'model-not-found': { type: 'not_found_error', message: ({ call }) => `model '${call.model}' not found` },
    'server-error': { type: 'server_error', message: 'Compute error.' },
    unavailable: { type: 'unavailable_error', message: 'Loading model' },
    overloaded: { type: 'unavailable_error', message: 'no slot available' },
  },
  models: { ids: ['model.gguf'], fields: () => ({ owned_by: 'llamacpp' }) },
  reasoning: {
    field: 'reasoning_content',
    isShown: ({ reasoning_format: format, chat_template_kwargs: template }) =>
      (format != null && format !== 'none') || (template as { enable_thinking?: unknown } | undefined)?.enable_thinking === true,
  },
  chat: {
    completionId: (random) => `chatcmpl-${random.id(32)}`,
    usage: ({ inputTokens, outputTokens }) => ({
      completion_tokens: outputTokens,
      prompt_tokens: inputTokens,
      total_tokens: inputTokens + outputTokens,
    }),
    bodyFields: { timings: { prompt_per_token_ms: 1, predicted_per_token_ms: 20 } },
  },
}
