import type { ProviderStore } from '../../kit.ts'
import type { EventLog } from './event-log.ts'
import { isObject } from './message.ts'

/** A client's response to a request of the server. */
export type ClientResponse = { readonly result: Readonly<Record<string, unknown>> } | { readonly error: string }

const owner = {}

/** The requests of a server to its clients that have no response yet. */
export function questionsIn(store: ProviderStore): Questions {
  return store.keep(owner, () => new Questions())
}

/** Settles the request that has the ID of a client's response. */
export function hearResponse(text: string, store: ProviderStore): void {
  const value: unknown = JSON.parse(text)
  if (!isObject(value)) return
  const { id, result, error } = value
  if (typeof id !== 'string' && typeof id !== 'number') return
  questionsIn(store).answer(id, isObject(result) ? { result } : { error: isObject(error) ? String(error['message']) : 'no result' })
}

/** Requests of the server, by their IDs. */
class Questions {
  readonly #open = new Map<string | number, (response: ClientResponse) => void>()
  #next = 1

  /** Sends a request to the client that reads a stream, and waits for its response. */
  ask(log: EventLog, method: string, params: object): Promise<ClientResponse> {
    const id = `server-${this.#next++}`
    log.add({ jsonrpc: '2.0', id, method, params })
    return new Promise((resolve) => void this.#open.set(id, resolve))
  }

  answer(id: string | number, response: ClientResponse): void {
    this.#open.get(id)?.(response)
    this.#open.delete(id)
  }
}
