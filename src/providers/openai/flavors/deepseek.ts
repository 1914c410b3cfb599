import { uuidFrom } from '../../../kit.ts'
import { usageOf } from '../chat/body.ts'
import { chatDecoder } from '../chat/decode.ts'
import type { ChatFlavor } from '../chat/flavor.ts'
import { looseChatRequest } from '../chat/schema.ts'
import type { Host } from '../host.ts'
import { chatShowingReasoning, hostLike } from './like.ts'
import type { Endpoint } from '../../../kit.ts'
import { chatEndpoint } from '../chat/index.ts'

/** DeepSeek: it limits nobody by number, and says so by 402, 422 and 503 (https://api-docs.deepseek.com/quick_start/error_codes). */
export const deepseekHost: Host = hostLike({
  requestId: (random) => random.id(32, 'hexadecimal'),
  headers: (_exchange, requestId) => ({ 'x-ds-trace-id': requestId }),
  tellsLimits: false,
  wordings: {
    authentication: {
      type: 'authentication_error',
      code: 'invalid_request_error',
      message: () => 'Authentication Fails, Your api key: ****test is invalid',
    },
    billing: { status: 402, type: 'unknown_error', code: 'invalid_request_error', message: () => 'Insufficient Balance' },
    'quota-exhausted': { status: 402, type: 'unknown_error', code: 'invalid_request_error', message: () => 'Insufficient Balance' },
    'model-not-found': { status: 400, code: 'invalid_request_error', message: () => 'Model Not Exist' },
    overloaded: {
      type: 'service_unavailable_error',
      code: 'service_unavailable_error',
      message: () => 'Service is too busy. We advise users to temporarily switch to alternative LLM API service providers.',
    },
  },
})

/** The reasoning has a field of its own, the usage comes with the finish reason, and tells what the cache held. */
export const deepseekChat: ChatFlavor = {
  ...chatShowingReasoning(deepseekHost, 'reasoning_content'),
  documentation: 'https://api-docs.deepseek.com/api/create-chat-completion',
  decode: chatDecoder(
    looseChatRequest,
    (body) => body.model.includes('reasoner') || (body as { thinking?: { type?: unknown } }).thinking?.type === 'enabled',
  ),
  completionId: uuidFrom,
  usage: (usage) => ({
    ...usageOf(usage),
    prompt_cache_hit_tokens: usage.cachedInputTokens,
    prompt_cache_miss_tokens: usage.inputTokens - usage.cachedInputTokens,
  }),
  usagePlace: 'last-chunk',
  // https://api-docs.deepseek.com/quick_start/rate_limit
  ping: 'keep-alive',
}

export const endpoints: readonly Endpoint[] = [chatEndpoint({ ...deepseekChat, path: /^(?:\/v1)?\/chat\/completions$/ })]
