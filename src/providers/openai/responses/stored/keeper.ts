import type { Connection, Exchange, Problem, Reply } from '../../../../kit.ts'
import { bodyOf, conversationIdOf } from '../asked.ts'
import type { ResponseIds } from '../ids.ts'
import { conversationsIn } from '../../conversations/conversation.ts'
import { earlierItems, resolved } from './earlier-items.ts'
import { itemsOfInput, storedItemsOf } from './items.ts'
import { itemsIn, lastResponsesOf, responsesIn, storedOutput, type StoredResponse } from './response.ts'

/** The shortest time of a background response in the queue and in progress, in ms: long enough for a polling client to see each state. */
const shortestQueue = 500
const shortestWork = 1_500

/** The work on a response: the time in the queue, the time of work, and its failure, if any. */
export interface Work {
  readonly queued: number
  readonly working: number
  readonly problem?: Problem
}

/**
 * Stores the response of one exchange. With `store: false` only its WebSocket keeps it, if any, until the next response of its
 * lane.
 */
export class ResponseKeeper {
  readonly #exchange: Exchange
  readonly #ids: ResponseIds

  constructor(exchange: Exchange, ids: ResponseIds) {
    this.#exchange = exchange
    this.#ids = ids
  }

  /** The stream has started. A background response is stored from now on, since it continues without the client. */
  started(reply: Reply): void {
    if (bodyOf(this.#exchange).background === true) this.inBackground(reply, { queued: 0, working: 0 })
  }

  /** The reply is complete at the provider. */
  finished(reply: Reply): void {
    const now = this.#exchange.store.now()
    this.#keep(reply, { startsAt: now, endsAt: now })
  }

  /** The model works in the background. */
  inBackground(reply: Reply, { queued, working, problem }: Work): void {
    const startsAt = this.#exchange.store.now() + Math.max(shortestQueue, queued)
    this.#keep(reply, { startsAt, endsAt: startsAt + Math.max(shortestWork, working), ...(problem === undefined ? {} : { problem }) })
  }

  #keep(reply: Reply, work: Pick<StoredResponse, 'startsAt' | 'endsAt' | 'problem'>): void {
    const { store, request } = this.#exchange
    const { connection } = request
    const body = bodyOf(this.#exchange)
    const earlier = earlierItems(body, store, connection)
    const given = resolved(itemsOfInput(body.input), store)
    const isStored = body.store !== false
    if ((!isStored && connection === undefined) || 'kind' in earlier || 'kind' in given) return
    const own = storedItemsOf(given, this.#ids)
    const stored: StoredResponse = {
      ...work,
      ids: this.#ids,
      exchange: this.#exchange,
      reply,
      context: [...earlier, ...own],
      isBackground: body.background === true,
      isCancelled: false,
      reads: 0,
    }
    if (!isStored) return keepAsLast(stored, connection!)
    responsesIn(store).set(this.#ids.response, stored)
    const conversation = conversationsIn(store).get(conversationIdOf(body) ?? '')
    const items = [...own, ...storedOutput(stored)]
    for (const item of items) itemsIn(store).set(item.id, item)
    conversation?.items.push(...items)
  }
}

function keepAsLast(stored: StoredResponse, connection: Connection): void {
  const { stream_id: lane = '' } = bodyOf(stored.exchange) as { readonly stream_id?: string }
  lastResponsesOf(connection).set(lane, stored)
}
