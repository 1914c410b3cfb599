import type { ProviderStore } from '../../kit.ts'
import type { EventLog } from './event-log.ts'
import { wantsLevel } from './log-levels.ts'
import type { ListName, LogLevel } from './options.ts'
import { sessionsIn } from './sessions.ts'

/** The changes that a client has subscribed to, since 2026-07-28. */
export interface Subscription {
  readonly log: EventLog
  /** The ID of the request that has opened it. */
  readonly id: string | number | null
  readonly lists: ReadonlySet<ListName>
  readonly resources: ReadonlySet<string>
}

const owner = {}

/** The open subscriptions of clients since 2026-07-28. */
export function subscriptionsIn(store: ProviderStore): Set<Subscription> {
  return store.keep(owner, () => new Set<Subscription>())
}

/** The metadata that assigns a message to a subscription. */
export function subscriptionMeta({ id }: Pick<Subscription, 'id'>): object {
  return { 'io.modelcontextprotocol/subscriptionId': id }
}

/** Makes the message that a list has changed. */
export function listChanged(list: ListName, meta?: object): object {
  return { jsonrpc: '2.0', method: `notifications/${list}/list_changed`, ...(meta === undefined ? {} : { params: { _meta: meta } }) }
}

/** Notifies all clients that a list has changed. */
export function announceList(list: ListName, store: ProviderStore): void {
  for (const { notices } of sessionsIn(store).values()) notices.add(listChanged(list))
  for (const subscription of subscriptionsIn(store))
    if (subscription.lists.has(list)) subscription.log.add(listChanged(list, subscriptionMeta(subscription)))
}

/** Notifies the clients that have subscribed to a resource that it has changed. */
export function announceResource(uri: string, store: ProviderStore): void {
  const method = 'notifications/resources/updated'
  for (const { notices, subscribed } of sessionsIn(store).values())
    if (subscribed.has(uri)) notices.add({ jsonrpc: '2.0', method, params: { uri } })
  for (const subscription of subscriptionsIn(store))
    if (subscription.resources.has(uri))
      subscription.log.add({ jsonrpc: '2.0', method, params: { uri, _meta: subscriptionMeta(subscription) } })
}

/** Sends a log message to the clients that want those of its level. Since 2026-07-28 there are none outside of answers. */
export function announceLog(level: LogLevel, data: unknown, store: ProviderStore): void {
  for (const { notices, level: least } of sessionsIn(store).values())
    if (wantsLevel(level, least)) notices.add({ jsonrpc: '2.0', method: 'notifications/message', params: { level, data } })
}
