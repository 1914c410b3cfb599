import type { Endpoint } from '../../kit.ts'
import { endpointsLike } from '../openai/like.ts'
import type { OpenAIQuirks } from '../openai/quirks.ts'
import { headersOf } from './headers.ts'
import { listedModels } from './models/body.ts'
import { errorBody, statuses } from './problem.ts'

const documentation = 'https://ai.google.dev/gemini-api/docs/openai'

/**
 * Gemini's API in OpenAI's wire format, below `/v1beta/openai`: its errors are Google's own, as the only element of a list
 * (google-gemini/gemini-cli#14438 quotes one). A tool call is sent at once, and the usage, without details, next to the
 * finish reason, as recorded by users. Thoughts are billed but not shown. Assumed: an error in the middle of a stream
 * is not a list.
 */
const quirks: OpenAIQuirks = {
  endpoints: { 'chat.completions': documentation, embeddings: `${documentation}#embeddings`, models: `${documentation}#list-models` },
  headers: (_requestId, exchange) => headersOf(exchange),
  limitHeaders: false,
  problems: statuses,
  errorBody: (_worded, problem, exchange) => [errorBody(problem, exchange)],
  models: { ids: listedModels.map((id) => `models/${id}`), fields: () => ({ owned_by: 'google' }) },
  chat: {
    completionId: (random) => random.id(22),
    envelope: (object, id, reply, { date }) => ({ id, object, created: Math.floor(date / 1_000), model: reply.model }),
    callId: (id) => (id === '' ? '' : `function-call-${id}`),
    wholeToolCalls: true,
    lastDelta: { role: 'assistant', content: '' },
    usage: ({ inputTokens, outputTokens, reasoningTokens }) => ({
      completion_tokens: outputTokens - reasoningTokens,
      prompt_tokens: inputTokens,
      total_tokens: inputTokens + outputTokens,
    }),
    usagePlace: 'last-chunk',
    streamError: errorBody,
  },
}

export const openaiCompatible: readonly Endpoint[] = endpointsLike(quirks, '/v1beta/openai')
