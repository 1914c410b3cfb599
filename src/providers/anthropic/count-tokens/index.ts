import { defineEndpoint, type Endpoint, type WireRequest } from '../../../kit.ts'
import { decodeMessages } from '../messages/decode.ts'
import { writerOf } from '../writer.ts'

/** Token counting needs no `max_tokens`. Everything else in a request is the same as for a message. */
function withMaxTokens(request: WireRequest): WireRequest {
  try {
    return { ...request, text: JSON.stringify({ max_tokens: 1, ...(JSON.parse(request.text) as object) }) }
  } catch {
    return request
  }
}

/**
 * How many input tokens a message would have (https://docs.claude.com/en/api/messages-count-tokens).
 * @param path below the base URL
 */
export function countTokens(path: string): Endpoint {
  return defineEndpoint({
    name: 'messages.count_tokens',
    path,
    documentation: 'https://docs.claude.com/en/api/messages-count-tokens',
    decode(request, store) {
      const decoded = decodeMessages(withMaxTokens(request), store)
      return decoded.type === 'ask' ? { ...decoded, ask: { ...decoded.ask, operation: 'count-tokens', stream: false } } : decoded
    },
    write: (exchange) => ({ ...writerOf(exchange), body: (_, { call }) => ({ input_tokens: call.inputTokens }) }),
  })
}
