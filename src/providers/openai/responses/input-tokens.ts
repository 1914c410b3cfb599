import { defineEndpoint, type Endpoint, type WireRequest } from '../../../kit.ts'
import type { StoragePlace } from '../storage/endpoint.ts'
import { writerAt } from '../writer.ts'
import { decodeResponses } from './decode.ts'

/** The model whose tokens are counted if the request has none. */
const usualModel = 'gpt-5'

function withModel(request: WireRequest): WireRequest {
  try {
    return { ...request, text: JSON.stringify({ model: usualModel, ...(JSON.parse(request.text) as object) }) }
  } catch {
    return request
  }
}

/** Counts the input tokens of a response (https://platform.openai.com/docs/api-reference/responses/input-tokens). */
export function inputTokensEndpoint({ host, pattern, readable }: StoragePlace): Endpoint {
  return defineEndpoint({
    name: 'responses.input_tokens',
    path: new RegExp(`^${pattern}/responses/input_tokens$`),
    readablePath: `${readable}/responses/input_tokens`,
    documentation: 'https://platform.openai.com/docs/api-reference/responses/input-tokens',
    decode(request, store) {
      const decoded = decodeResponses(withModel(request), host, store)
      return decoded.type === 'ask' ? { ...decoded, ask: { ...decoded.ask, operation: 'count-tokens', stream: false } } : decoded
    },
    write: (exchange) => ({
      ...writerAt(host, exchange),
      body: (_, { call }) => ({ object: 'response.input_tokens', input_tokens: call.inputTokens }),
    }),
  })
}
