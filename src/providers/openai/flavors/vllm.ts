import { chatDecoder } from '../chat/decode.ts'
import type { ChatFlavor } from '../chat/flavor.ts'
import { looseChatRequest } from '../chat/schema.ts'
import type { Host } from '../host.ts'
import { chatShowingReasoning, hostLike } from './like.ts'
import type { Endpoint } from '../../../kit.ts'
import { chatEndpoint } from '../chat/index.ts'
import { embeddingsEndpoint } from '../embeddings/index.ts'
import { model, modelList } from '../models/index.ts'
import { responsesEndpoint } from '../responses/index.ts'

/**
 * vLLM's own server: no key unless one is set up, no limits, and the HTTP status as the code of an error
 * (vllm-project/vllm, entrypoints/openai/protocol.py; wordings in issue 20409).
 */
export const vllmHost: Host = hostLike({
  refusal: () => undefined,
  headers: () => ({ server: 'uvicorn' }),
  codeOf: (status) => status,
  tellsLimits: false,
  wordings: {
    'bad-request': { type: 'BadRequestError' },
    'context-length-exceeded': {
      type: 'BadRequestError',
      message: ({ call }) =>
        `This model's maximum context length is 32768 tokens. However, you requested ${Math.max(call.inputTokens, 32_769)} tokens in the messages. Please reduce the length of the messages or completion.`,
    },
    authentication: { type: 'Unauthorized', message: () => 'Unauthorized' },
    'model-not-found': { type: 'NotFoundError', message: ({ call }) => `The model \`${call.model}\` does not exist.` },
    'not-found': { type: 'NotFoundError', message: () => 'Not Found' },
    'server-error': { type: 'InternalServerError', message: () => 'Internal server error' },
    unavailable: { type: 'ServiceUnavailableError', message: () => 'The engine is not running.' },
    overloaded: { type: 'ServiceUnavailableError', message: () => 'The server has too many requests in its queue.' },
  },
})

export const vllmDocumentation = 'https://docs.vllm.ai/en/stable/serving/openai_compatible_server.html'

/** The server passes over parameters that it does not know, and shows reasoning unless it is told not to. */
export const vllmChat: ChatFlavor = {
  ...chatShowingReasoning(vllmHost, 'reasoning_content'),
  documentation: vllmDocumentation,
  decode: chatDecoder(
    looseChatRequest,
    (body) => body.reasoning_effort != null && (body as { include_reasoning?: unknown }).include_reasoning !== false,
  ),
  completionId: (random) => `chatcmpl-${random.id(32, 'hexadecimal')}`,
}

export const endpoints: readonly Endpoint[] = [
  chatEndpoint(vllmChat),
  responsesEndpoint(vllmHost, '/responses', vllmDocumentation),
  embeddingsEndpoint(vllmHost, '/embeddings', vllmDocumentation),
  modelList,
  model,
]
