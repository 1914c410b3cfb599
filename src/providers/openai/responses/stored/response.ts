import { RecentMap } from '../../../../kit.ts'
import type { Connection, Exchange, Problem, ProviderStore, Reply } from '../../../../kit.ts'
import { finishedState, type ResponseState } from '../body.ts'
import type { ResponseIds } from '../ids.ts'
import { outputOf, type OutputItem } from '../items.ts'
import { displayOf } from '../reasoning.ts'
import { searchOf } from '../web-search.ts'
import type { StoredItem } from './items.ts'

/** A response that the provider stores. */
export interface StoredResponse {
  readonly ids: ResponseIds
  /** The exchange that created it. */
  readonly exchange: Exchange
  /** The complete reply, even if the client received only a part. */
  readonly reply: Reply
  /** The model's input items: those of earlier turns, then the request's own. */
  readonly context: readonly StoredItem[]
  /** When the model starts and ends its work, in ms since 1970. A hanging response never ends. */
  readonly startsAt: number
  readonly endsAt: number
  /** The failure of its work. */
  readonly problem?: Problem
  readonly isBackground: boolean
  isCancelled: boolean
  /** How often a client has retrieved it. */
  reads: number
}

/** How many items are kept: several for each response that is. */
const mostItems = 100_000

const ownerOfResponses = {}
const ownerOfItems = {}

/** Responses are kept for 30 days (https://platform.openai.com/docs/guides/your-data, "30 day retention"). */
const keptFor = 30 * 24 * 60 * 60 * 1_000

/** The responses that a provider keeps, by ID. */
export function responsesIn(store: ProviderStore): Map<string, StoredResponse> {
  return store.keep(ownerOfResponses, () => new RecentMap<string, StoredResponse>())
}

/** The items of responses and conversations that a provider keeps, by ID, for references to them. */
export function itemsIn(store: ProviderStore): Map<string, StoredItem> {
  return store.keep(ownerOfItems, () => new RecentMap<string, StoredItem>(mostItems))
}

/** Returns a stored response. `undefined` if it is unknown, was deleted, or has expired. */
export function storedResponse(id: string, store: ProviderStore): StoredResponse | undefined {
  const stored = responsesIn(store).get(id)
  return stored === undefined || store.now() - stored.exchange.arrivedAt > keptFor ? undefined : stored
}

const ownerOfLast = {}

/** The last response of each lane of a WebSocket, if it was not stored. They are kept as long as the WebSocket is open. */
export function lastResponsesOf(connection: Connection): Map<string, StoredResponse> {
  return connection.keep(ownerOfLast, () => new Map<string, StoredResponse>())
}

/** Returns such a response by its ID. */
export function lastOf(connection: Connection | undefined, id: string): StoredResponse | undefined {
  return connection === undefined ? undefined : [...lastResponsesOf(connection).values()].find(({ ids }) => ids.response === id)
}

/** Removes such a response. */
export function forgetLast(connection: Connection, id: unknown): void {
  const kept = lastResponsesOf(connection)
  for (const [lane, { ids }] of kept) if (ids.response === id) kept.delete(lane)
}

/** The state of a response at a time. */
export function stateAt({ reply, startsAt, endsAt, problem, isCancelled }: StoredResponse, now: number, errorOf: ErrorOf): ResponseState {
  if (isCancelled) return { status: 'cancelled' }
  if (now < startsAt) return { status: 'queued' }
  if (now < endsAt) return { status: 'in_progress' }
  return problem === undefined ? finishedState(reply.finish, reply.usage) : { status: 'failed', error: errorOf(problem) }
}

/** A host's wording of a response's failure. */
export type ErrorOf = (problem: Problem) => { readonly code: string; readonly message: string }

/** Whether the work on a response is over, with or without success. */
export function isOver({ isCancelled, endsAt }: StoredResponse, now: number): boolean {
  return isCancelled || now >= endsAt
}

/** The output of a complete response. Empty for others. */
export function storedOutput(stored: StoredResponse): readonly OutputItem[] {
  const { ids, reply, exchange, problem, isCancelled } = stored
  return problem === undefined && !isCancelled ? outputOf(reply.parts, ids, displayOf(exchange), searchOf(exchange, ids)) : []
}
