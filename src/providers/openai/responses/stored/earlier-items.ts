import type { Connection, Problem, ProviderStore } from '../../../../kit.ts'
import { conversationMissing, conversationsIn } from '../../conversations/conversation.ts'
import { conversationIdOf } from '../asked.ts'
import type { ResponsesRequest } from '../schema.ts'
import type { InputItem, StoredItem } from './items.ts'
import { isOver, itemsIn, lastOf, storedOutput, storedResponse } from './response.ts'

function refuse(message: string, parameter: string, code: string | null, status = 400): Problem {
  return { kind: 'bad-request', message, parameter, code, status }
}

/**
 * Returns the items of the earlier turns that a request continues from: of its previous response, or of its conversation.
 * Returns the API's error if it does not exist. A WebSocket keeps its last response, even if it is not stored. Wordings as
 * quoted by users: openai/openai-agents-python#673.
 */
export function earlierItems(body: ResponsesRequest, store: ProviderStore, connection?: Connection): readonly StoredItem[] | Problem {
  const { previous_response_id: previous } = body
  const conversation = conversationIdOf(body)
  if (previous != null && conversation !== undefined) {
    return refuse(
      "Mutually exclusive parameters: 'previous_response_id' and 'conversation'. Ensure you are only providing one of: 'previous_response_id' or 'conversation'.",
      'previous_response_id',
      'mutually_exclusive_parameters',
    )
  }
  if (conversation !== undefined) return conversationsIn(store).get(conversation)?.items ?? conversationMissing(conversation)
  if (previous == null) return []
  const stored = storedResponse(previous, store) ?? lastOf(connection, previous)
  if (stored === undefined)
    return refuse(`Previous response with id '${previous}' not found.`, 'previous_response_id', 'previous_response_not_found')
  if (!isOver(stored, store.now()))
    return refuse(
      `Previous response with id '${previous}' is still in progress.`,
      'previous_response_id',
      'previous_response_not_completed',
    )
  return [...stored.context, ...storedOutput(stored)]
}

/**
 * Replaces references, as sent by the AI SDK, with stored items. Returns the API's error for a reference to
 * an item that is not stored (as quoted in vercel/ai#7543).
 */
export function resolved(items: readonly InputItem[], store: ProviderStore): readonly InputItem[] | Problem {
  const known = itemsIn(store)
  const found: InputItem[] = []
  for (const item of items) {
    const id = (item as { id?: string }).id ?? ''
    const stored = item.type === 'item_reference' ? known.get(id) : item
    if (stored === undefined) {
      return refuse(
        `Item with id '${id}' not found. Items are not persisted when \`store\` is set to false. Try again with \`store\` set to true, or remove this item from your input.`,
        'input',
        null,
        404,
      )
    }
    found.push(stored)
  }
  return found
}
