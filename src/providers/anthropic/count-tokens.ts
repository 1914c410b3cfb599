import { encode, serverSentEvent, type Endpoint, type WireRequest } from '../../kit.ts'
import { decode } from './decode.ts'
import { plainWriter } from './plain-writer.ts'

/** The API counts without being told how long the reply may be, and everything else about a request is as for a message. */
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
  return {
    name: 'messages.count_tokens',
    method: 'POST',
    path,
    documentation: 'https://docs.claude.com/en/api/messages-count-tokens',
    decode(request) {
      const decoded = decode(withMaxTokens(request))
      return decoded.type === 'ask' ? { ...decoded, ask: { ...decoded.ask, operation: 'count-tokens', stream: false } } : decoded
    },
    encode: (beats, exchange) =>
      encode(
        beats,
        exchange,
        plainWriter(exchange, () => ({ input_tokens: exchange.call.inputTokens })),
      ),
    bytes: serverSentEvent,
  }
}
