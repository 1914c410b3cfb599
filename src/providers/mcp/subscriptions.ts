import { jsonFrame, type Beat, type Endpoint, type Exchange, type FrameItem } from '../../kit.ts'
import { EventLog } from './event-log.ts'
import { announcedBy, noting } from './listening.ts'
import { isObject, messageOf } from './message.ts'
import { subscriptionMeta, subscriptionsIn, type Subscription } from './notices.ts'
import type { ListName } from './options.ts'
import { whileOpen } from './open-calls.ts'
import { serverInfo } from './result.ts'
import { rpcEndpoint } from './rpc-endpoint.ts'
import type { Server } from './server.ts'

const method = 'subscriptions/listen'

/** The members of a filter that are about a list. */
const members: Readonly<Record<string, ListName>> = {
  toolsListChanged: 'tools',
  promptsListChanged: 'prompts',
  resourcesListChanged: 'resources',
}

/** A stream of changes, open until the client ends it. https://modelcontextprotocol.io/specification/2026-07-28/basic/patterns/subscriptions */
export function listen(server: Server): Endpoint {
  const endpoint = rpcEndpoint(server, {
    method,
    isModern: true,
    check: ({ notifications }) =>
      isObject(notifications) ? undefined : { kind: 'bad-request', code: '-32602', message: 'Invalid params: notifications is missing' },
    ask: () => ({ stream: true, listens: true }),
    result: (_said, { request }) => ({
      _meta: { 'io.modelcontextprotocol/serverInfo': serverInfo(server), ...subscriptionMeta(messageOf(request)) },
    }),
  })
  return { ...endpoint, encode: (beats, exchange) => whileOpen(subscribed(server, endpoint, beats, exchange), exchange) }
}

/** The acknowledgment, and the changes, until the client disconnects. */
function* subscribed(
  server: Server,
  { encode }: Pick<Endpoint, 'encode'>,
  given: Iterable<Beat>,
  exchange: Exchange,
): Generator<FrameItem, void, undefined> {
  const subscription = subscriptionOf(server, exchange)
  const open = subscriptionsIn(exchange.store)
  let announced = announcedBy(undefined)
  const beats = noting(given, (reply) => {
    announced = announcedBy(reply, subscriptionMeta(subscription))
  })
  try {
    for (const item of encode(beats, exchange)) {
      if (item.type === 'frame' && item.completes === true) yield* subscription.log.after(0)
      const opens = item.type === 'head' && item.problem === undefined
      if (opens) open.add(subscription)
      yield item
      if (!opens) continue
      yield { ...jsonFrame('opening', acknowledgment(subscription)), event: 'message' }
      yield* announced
    }
  } finally {
    open.delete(subscription)
  }
}

/** The requested subscriptions, limited to those that the server offers. */
function subscriptionOf({ options }: Server, { request }: Exchange): Subscription {
  const { id, params } = messageOf(request)
  const wanted = isObject(params['notifications']) ? params['notifications'] : {}
  const uris = Array.isArray(wanted['resourceSubscriptions']) && options.resources !== undefined ? wanted['resourceSubscriptions'] : []
  const lists = Object.entries(members).flatMap(([member, list]) => (wanted[member] === true && options[list] !== undefined ? [list] : []))
  return { log: new EventLog(), id, lists: new Set(lists), resources: new Set(uris.map(String)) }
}

function acknowledgment(subscription: Subscription): object {
  const { lists, resources } = subscription
  const honored = Object.entries(members).flatMap(([member, list]) => (lists.has(list) ? [[member, true] as const] : []))
  const uris = resources.size === 0 ? {} : { resourceSubscriptions: [...resources] }
  const notifications = { ...Object.fromEntries(honored), ...uris }
  const params = { _meta: subscriptionMeta(subscription), notifications }
  return { jsonrpc: '2.0', method: 'notifications/subscriptions/acknowledged', params }
}
