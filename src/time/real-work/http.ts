import { builtin, type Patches } from '../patches/patching.ts'
import { isReal, type Socket } from './connection.ts'
import type { OwnServers } from './own-servers.ts'
import type { WorkList } from './work.ts'

interface Channels {
  subscribe(name: string, listener: (message: never) => void): void
  unsubscribe(name: string, listener: (message: never) => void): void
}

interface UndiciMessage {
  readonly request: { readonly origin?: string | URL }
  readonly socket: Socket
}
interface ClientRequest {
  readonly socket?: Socket | null
  readonly host?: string
  once(event: 'close', listener: () => void): unknown
}
interface ClientStream {
  readonly session?: { readonly socket?: Socket }
  once(event: 'close', listener: () => void): unknown
}

/**
 * Watches requests of undici (Node's own fetch, or the package), `node:http` and `node:http2` to other processes. They report when a
 * response is complete, which a socket does not.
 */
export function watchHttp(patches: Patches, list: WorkList, servers: OwnServers): void {
  const channels = builtin<Channels>('node:diagnostics_channel')
  if (channels === undefined) return
  const on = <Message>(name: string, listen: (message: Message) => void): void => {
    channels.subscribe(name, listen)
    patches.afterwards(() => void channels.unsubscribe(name, listen))
  }
  /** Unread bytes wait for the app, not for the network. */
  const isActive = (socket: Socket | null | undefined): boolean =>
    socket != null && isReal(socket) && !socket.destroyed && socket.readableLength === 0 && !servers.have(socket)

  const ends = new WeakMap<object, () => void>()
  const end = ({ request }: Pick<UndiciMessage, 'request'>): void => ends.get(request)?.()
  on<UndiciMessage>('undici:client:sendHeaders', ({ request, socket }) => {
    if (isReal(socket))
      ends.set(
        request,
        list.begin(`HTTP request to ${String(request.origin)}`, () => isActive(socket)),
      )
  })
  on('undici:request:trailers', end)
  on('undici:request:error', end)
  on<{ readonly request: ClientRequest }>('http.client.request.start', ({ request }) => {
    request.once(
      'close',
      list.begin(`HTTP request to ${request.host ?? 'a server'}`, () => isActive(request.socket)),
    )
  })
  on<{ readonly stream: ClientStream }>('http2.client.stream.created', ({ stream }) => {
    stream.once(
      'close',
      list.begin('HTTP/2 request', () => isActive(stream.session?.socket)),
    )
  })
}
