import type { Endpoint } from '../../kit.ts'
import { endpointsLike } from '../openai/like.ts'
import type { OpenAIQuirks } from '../openai/quirks.ts'
import { routed } from './routing.ts'

const documentation = 'https://vercel.com/docs/ai-gateway/sdks-and-apis/openai-chat-completions'

/** The gateway's API in OpenAI's wire format, below `/v1`. Its errors have the gateway's own types. */
const quirks: OpenAIQuirks = {
  endpoints: {
    'chat.completions': documentation,
    embeddings: 'https://vercel.com/docs/ai-gateway/sdks-and-apis/openai-chat-completions/embeddings',
    models: documentation,
  },
  requestId: (random) => `gen_${random.id(26)}`,
  headers: (requestId) => ({ server: 'Vercel', 'x-vercel-id': `fra1::iad1::${requestId}` }),
  limitHeaders: false,
  problems: {
    authentication: { type: 'authentication_error', code: null, message: 'Authentication failed' },
    billing: {
      status: 402,
      type: 'insufficient_funds',
      code: null,
      message: 'Insufficient funds. Please add credits to your account to continue using AI services.',
    },
    'model-not-found': { type: 'model_not_found', code: null, message: ({ call }) => `Model '${call.model}' not found` },
    'server-error': { type: 'internal_server_error', code: null, message: 'Internal Server Error' },
  },
  reasoning: {
    field: 'reasoning',
    isShown: ({ reasoning, reasoning_effort: effort }) => effort != null || (typeof reasoning === 'object' && reasoning !== null),
  },
}

export const openaiCompatible: readonly Endpoint[] = endpointsLike(quirks).map((endpoint) =>
  endpoint.name === 'chat.completions' ? routed(endpoint) : endpoint,
)
