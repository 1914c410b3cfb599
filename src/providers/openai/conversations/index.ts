import { z } from 'zod'
import type { Endpoint, Problem, ProviderStore, Random, StorageRequest } from '../../../kit.ts'
import { storedItemsOf, type InputItem, type StoredItem } from '../responses/stored/items.ts'
import { inputItem } from '../responses/schema.ts'
import { itemsIn } from '../responses/stored/response.ts'
import { storageEndpoint, type StoragePlace } from '../storage/endpoint.ts'
import { limitProblem, pageOf } from '../storage/list.ts'
import { conversationMissing, conversationsIn, type Conversation } from './conversation.ts'

const reference = 'https://platform.openai.com/docs/api-reference/conversations'

const metadata = z.record(z.string(), z.string())
const mostItems = 20
const creation = z.strictObject({ items: z.array(inputItem).max(mostItems).nullish(), metadata: metadata.nullish() })
const change = z.strictObject({ metadata })
const addition = z.strictObject({ items: z.array(inputItem).max(mostItems) })

function found({ ids: [id = ''] }: StorageRequest, store: ProviderStore): Conversation | Problem {
  return conversationsIn(store).get(id) ?? { ...conversationMissing(id), parameter: 'conversation_id' }
}

function objectOf({ id, createdAt, metadata }: Conversation): unknown {
  return { id, object: 'conversation', created_at: createdAt, metadata }
}

/** Adds items with new IDs to a conversation, and returns the stored items. */
function add(
  conversation: Conversation,
  items: unknown,
  { random, store }: { readonly random: Random; readonly store: ProviderStore },
): StoredItem[] {
  const stem = random.id(46, 'hexadecimal')
  const stored = storedItemsOf((items ?? []) as readonly InputItem[], {
    inputItemOf: (prefix, index) => `${prefix}_${stem}${index.toString(16).padStart(4, '0')}`,
  })
  for (const item of stored) itemsIn(store).set(item.id, item)
  conversation.items.push(...stored)
  return stored
}

interface Place {
  readonly conversation: Conversation
  readonly item: StoredItem
}

function itemFound(asked: StorageRequest, store: ProviderStore): Place | Problem {
  const conversation = found(asked, store)
  if ('kind' in conversation) return conversation
  const id = asked.ids[1] ?? ''
  const item = conversation.items.find((each) => each.id === id)
  return item === undefined
    ? { kind: 'not-found', message: `Conversation item with id '${id}' not found.`, parameter: 'item_id', code: null }
    : { conversation, item }
}

/** Conversations and their items (https://platform.openai.com/docs/api-reference/conversations). */
export function conversationEndpoints(place: StoragePlace): readonly Endpoint[] {
  const one = { name: 'conversations', path: '/conversations/{id}', find: found } as const
  const ofItems = { name: 'conversations.items', path: '/conversations/{id}/items' } as const
  const ofItem = { name: 'conversations.items', path: '/conversations/{id}/items/{item}', find: itemFound } as const
  return [
    storageEndpoint<object>(place, {
      name: 'conversations',
      method: 'POST',
      path: '/conversations',
      documentation: `${reference}/create`,
      schema: creation,
      find: () => ({}),
      about: (_, { body }) => ({ text: JSON.stringify(body) }),
      body(_, { body }, exchange) {
        const id = `conv_${exchange.random.id(48, 'hexadecimal')}`
        const given = (body['metadata'] ?? {}) as Conversation['metadata']
        const conversation: Conversation = { id, createdAt: Math.floor(exchange.date / 1_000), metadata: given, items: [] }
        conversationsIn(exchange.store).set(id, conversation)
        add(conversation, body['items'], exchange)
        return objectOf(conversation)
      },
    }),
    storageEndpoint<Conversation>(place, {
      ...one,
      method: 'GET',
      documentation: `${reference}/retrieve`,
      body: objectOf,
    }),
    storageEndpoint<Conversation>(place, {
      ...one,
      method: 'POST',
      documentation: `${reference}/update`,
      schema: change,
      about: (_, { body }) => ({ text: JSON.stringify(body) }),
      body(conversation, { body }) {
        conversation.metadata = body['metadata'] as Conversation['metadata']
        return objectOf(conversation)
      },
    }),
    storageEndpoint<Conversation>(place, {
      ...one,
      method: 'DELETE',
      documentation: `${reference}/delete`,
      body({ id }, _, { store }) {
        conversationsIn(store).delete(id)
        return { id, object: 'conversation.deleted', deleted: true }
      },
    }),
    storageEndpoint<Conversation>(place, {
      ...ofItems,
      method: 'GET',
      documentation: `${reference}/list-items`,
      find: (asked, store) => limitProblem(asked) ?? found(asked, store),
      about: ({ items }) => ({ text: `${items.length} items` }),
      body: ({ items }, asked) => pageOf(items, asked),
    }),
    storageEndpoint<Conversation>(place, {
      ...ofItems,
      method: 'POST',
      documentation: `${reference}/create-items`,
      schema: addition,
      find: found,
      about: (_, { body }) => ({ text: JSON.stringify(body) }),
      body(conversation, { body }, exchange) {
        const data = add(conversation, body['items'], exchange)
        return { object: 'list', data, first_id: data[0]?.id ?? null, last_id: data.at(-1)?.id ?? null, has_more: false }
      },
    }),
    storageEndpoint<Place>(place, { ...ofItem, method: 'GET', documentation: `${reference}/get-item`, body: ({ item }) => item }),
    storageEndpoint<Place>(place, {
      ...ofItem,
      method: 'DELETE',
      documentation: `${reference}/delete-item`,
      body({ conversation, item }) {
        conversation.items.splice(conversation.items.indexOf(item), 1)
        return objectOf(conversation)
      },
    }),
  ]
}
