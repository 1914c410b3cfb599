import {
  canonicalJson,
  defineEndpoint,
  operationOn,
  type Decoded,
  type Endpoint,
  type Exchange,
  type FrameItem,
  type Problem,
  type ProviderStore,
  type WireRequest,
} from '../../kit.ts'
import { silentEndpoint } from './line-endpoint.ts'
import { messageOf } from './message.ts'
import { problemsOf } from './problem.ts'
import { isProcess, refusalOf, sessionOf, type Server } from './server.ts'
import { nameOf, openCallsIn } from './open-calls.ts'
import { hearResponse } from './questions.ts'
import { clientOfProcess, endSessionOf } from './sessions.ts'
import { rpcEndpoint } from './rpc-endpoint.ts'

const documentation = 'https://modelcontextprotocol.io/specification/2025-11-25/basic/transports'

/** Endpoints of the transport, next to the methods of the protocol. Their responses have no body. */
interface TransportEndpoint extends Pick<Endpoint, 'name' | 'method' | 'takes'> {
  readonly status: number
  readonly headers?: Readonly<Record<string, string>>
  textOf?(request: WireRequest): string
  /** Whether it is for a stream of messages. */
  readonly listens?: true
}

function transportEndpoint(
  server: Server,
  { name, method, takes, status, headers = {}, textOf = () => '', listens }: TransportEndpoint,
): Endpoint {
  const endpoint = {
    name,
    ...(takes === undefined ? {} : { takes }),
    decode(request: WireRequest, store: ProviderStore): Decoded {
      const problem = refusalOf(server, request, store)
      const ask = {
        ...operationOn('access-server', { model: '', texts: [`${name} ${textOf(request)}`] }),
        ...sessionOf(server, request, store),
        ...(listens === undefined ? {} : { listens }),
      }
      return problem === undefined ? { type: 'ask', ask } : { type: 'problem', problem, ask }
    },
  }
  if (isProcess(server)) return silentEndpoint(endpoint)
  return defineEndpoint({
    ...endpoint,
    method,
    path: '',
    documentation,
    answer: () => ({ parts: [] }),
    write: () => ({
      headers: () => headers,
      emptyStatus: status,
      problem: problemsOf(server),
      ...(listens === undefined ? {} : { streamType: 'text/event-stream' }),
    }),
  })
}

/** Notifications, and responses to requests of the server: accepted, and not answered. */
export function notifications(server: Server): Endpoint {
  const endpoint = transportEndpoint(server, {
    name: 'notifications',
    method: 'POST',
    status: 202,
    takes: (request) => ['notification', 'response'].includes(messageOf(request).type),
    textOf(request) {
      const { method, params } = messageOf(request)
      return `${method} ${canonicalJson(params)}`
    },
  })
  return {
    ...endpoint,
    *encode(beats, exchange) {
      for (const item of endpoint.encode(beats, exchange)) {
        if (item.type === 'head' && item.problem === undefined) take(exchange)
        yield item
        if (item.type === 'frame' && item.completes === true && isProcess(server)) yield* noticesAfter(exchange)
      }
    },
  }
}

/** Over stdout, the server's messages outside of answers follow the notification that the client is initialized. */
function* noticesAfter({ request }: Exchange): Generator<FrameItem, void, undefined> {
  const client = clientOfProcess(request)
  if (client === undefined || messageOf(request).method !== 'notifications/initialized') return
  const stop = client.listen()
  try {
    yield* client.notices.after(client.notices.length)
  } finally {
    stop()
  }
}

/** Takes a message that has no answer: a response to a request of the server, or the cancellation of a call. */
function take(exchange: Exchange): void {
  const { request, store } = exchange
  const { type, method, params } = messageOf(request)
  if (type === 'response') hearResponse(request.text, store)
  if (method !== 'notifications/cancelled') return
  const unwanted = openCallsIn(store).get(nameOf(request, params['requestId']))
  if (unwanted !== undefined) exchange.abort(unwanted)
}

/** No stream for messages of the server, as many servers have none. */
export function refusingStream(server: Server): Endpoint {
  return transportEndpoint(server, {
    name: 'stream',
    method: 'GET',
    status: 405,
    headers: { allow: 'POST, DELETE' },
    listens: true,
  })
}

/** The end of a session. */
export function endSession(server: Server): Endpoint {
  const endpoint = transportEndpoint(server, { name: 'session', method: 'DELETE', status: 200 })
  return {
    ...endpoint,
    *encode(beats, exchange) {
      for (const item of endpoint.encode(beats, exchange)) {
        if (item.type === 'head' && item.problem === undefined) endSessionOf(exchange.request, exchange.store)
        yield item
      }
    },
  }
}

/** Requests that no other endpoint takes: a method that the server does not have, or a body that is not a message. */
export function unknownMethod(server: Server): Endpoint {
  return rpcEndpoint(server, {
    method: 'other',
    takes: () => true,
    check: (_params, { request }) => problemOf(request),
    result: () => ({}),
  })
}

function problemOf(request: WireRequest): Problem {
  switch (messageOf(request).type) {
    case 'unreadable':
      return { kind: 'bad-request', code: '-32700', message: 'Parse error: Invalid JSON' }
    case 'request':
      return { kind: 'not-found' }
    default:
      return { kind: 'bad-request', code: '-32600', message: 'Invalid Request' }
  }
}
