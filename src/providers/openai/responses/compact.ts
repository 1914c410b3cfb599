import { defineEndpoint, jsonObjectOf, textOf, type Endpoint, type Exchange } from '../../../kit.ts'
import type { StoragePlace } from '../storage/endpoint.ts'
import { writerAt } from '../writer.ts'
import { hidden } from './compaction.ts'
import { decodeResponses } from './decode.ts'
import { drawIds, type ResponseIds } from './ids.ts'
import type { ResponsesRequest } from './schema.ts'
import { itemsOfInput, storedItemsOf, type InputItem } from './stored/items.ts'

/**
 * A compacted conversation, to continue from (https://platform.openai.com/docs/api-reference/responses/compact): all messages of the
 * user, then one item whose content only the API can read. Here it contains the texts of the conversation, so that a later request
 * still has them.
 */
export function compactEndpoint({ host, pattern, readable }: StoragePlace): Endpoint {
  return defineEndpoint({
    name: 'responses.compact',
    path: new RegExp(`^${pattern}/responses/compact$`),
    readablePath: `${readable}/responses/compact`,
    documentation: 'https://platform.openai.com/docs/api-reference/responses/compact',
    decode(request, store) {
      const decoded = decodeResponses(request, host, store)
      return decoded.type === 'ask' ? { ...decoded, ask: { ...decoded.ask, operation: 'count-tokens', stream: false } } : decoded
    },
    write(exchange) {
      const writer = writerAt(host, exchange)
      const ids = drawIds(exchange.random)
      return { ...writer, body: (_, exchange) => compacted(exchange, ids) }
    },
  })
}

function compacted({ call, request, date }: Exchange, ids: ResponseIds): unknown {
  const { input } = (jsonObjectOf(request.text) ?? {}) as Partial<ResponsesRequest>
  const asked = itemsOfInput(input).filter(isOfUser)
  const outputTokens = call.messages.length * tokensPerMessage
  return {
    id: ids.response,
    object: 'response.compaction',
    created_at: Math.floor(date / 1_000),
    output: [
      ...storedItemsOf(asked, ids),
      { id: ids.inputItemOf('cmp', asked.length), type: 'compaction', encrypted_content: hidden(textOf(call)) },
    ],
    usage: {
      input_tokens: call.inputTokens,
      input_tokens_details: { cached_tokens: 0 },
      output_tokens: outputTokens,
      output_tokens_details: { reasoning_tokens: 0 },
      total_tokens: call.inputTokens + outputTokens,
    },
  }
}

/** The approximate size of a compacted message. */
const tokensPerMessage = 16

function isOfUser(item: InputItem): boolean {
  return 'role' in item && item.role === 'user'
}
