import { defineSocketEndpoint, type Endpoint } from '../../../kit.ts'
import { handshakeDecoder, offersProtocol } from '../handshake.ts'
import type { Host } from '../host.ts'
import { writerAt } from '../writer.ts'
import { decodeRealtime } from './decode.ts'
import { realtimeReceiver } from './receive.ts'
import { beginSession } from './session.ts'
import { RealtimeStream } from './stream.ts'

/** Realtime over a WebSocket, with text in both directions: each `response.create` is a call. */
export function realtime(host: Host, path: string | RegExp): Endpoint {
  const decodeHandshake = handshakeDecoder(host)
  const modelOf = (url: URL): string => url.searchParams.get('model') ?? ''
  return defineSocketEndpoint({
    name: 'realtime',
    path,
    documentation: 'https://developers.openai.com/api/docs/guides/realtime-conversations',
    receive: realtimeReceiver(host),
    decode: (request) => (request.text === '' ? decodeHandshake(request, modelOf(request.url)) : decodeRealtime(request.text)),
    open(exchange) {
      const { headers, problem } = writerAt(host, exchange)
      return {
        headers: (each) => ({ ...headers(each), ...offersProtocol(each.request) }),
        problem,
        frames() {
          const session = beginSession(exchange.request.connection!, exchange, modelOf(exchange.request.url))
          return [session.event('opening', 'session.created', { session: session.resource })]
        },
      }
    },
    write(exchange) {
      const stream = new RealtimeStream(exchange, host)
      return {
        stream: () => stream,
        problem: (problem) => ({ status: host.httpError(problem, exchange).status, frames: stream.refusal(problem) }),
      }
    },
  })
}
