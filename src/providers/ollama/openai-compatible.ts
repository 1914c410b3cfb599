import { endpointsLike } from '../openai/like.ts'
import type { OpenAIQuirks } from '../openai/quirks.ts'
import type { Endpoint } from '../../kit.ts'
import { errorBody, statuses } from './problem.ts'
import { listedModels } from './models/library.ts'

const documentation = 'https://docs.ollama.com/api/openai-compatibility'

/** The type of an error by its status. */
const types: Readonly<Record<number, string>> = { 400: 'invalid_request_error', 404: 'not_found_error' }

/**
 * Ollama's API in OpenAI's wire format, below `/v1`: no key, no limits, the server's own messages, and a type derived from the status
 * (github.com/ollama/ollama, openai/openai.go, `NewError`). Deltas name their role, and a tool call is sent at once.
 */
const quirks: OpenAIQuirks = {
  endpoints: {
    'chat.completions': documentation,
    responses: documentation,
    completions: documentation,
    embeddings: documentation,
    models: documentation,
  },
  needsKey: false,
  headers: () => ({}),
  limitHeaders: false,
  problems: statuses,
  errorBody: ({ status }, problem, exchange) => ({
    error: { message: errorBody(problem, exchange).error, type: types[status] ?? 'api_error', param: null, code: null },
  }),
  models: { ids: listedModels, fields: () => ({ owned_by: 'library' }) },
  reasoning: {
    field: 'reasoning',
    isShown: ({ reasoning_effort: effort, reasoning }) =>
      (effort != null && effort !== 'none') || (typeof reasoning === 'object' && reasoning !== null),
  },
  chat: {
    completionId: (random) => `chatcmpl-${random.integer(0, 998)}`,
    envelope: (object, id, reply, { date }) => ({
      id,
      object,
      created: Math.floor(date / 1_000),
      model: reply.model,
      system_fingerprint: 'fp_ollama',
    }),
    wholeToolCalls: true,
    lastDelta: { role: 'assistant', content: '' },
    usage: ({ inputTokens, outputTokens }) => ({
      prompt_tokens: inputTokens,
      completion_tokens: outputTokens,
      total_tokens: inputTokens + outputTokens,
    }),
  },
}

export const openaiCompatible: readonly Endpoint[] = endpointsLike(quirks, '/v1')
