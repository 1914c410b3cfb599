import { ws, type WebSocketHandler } from 'msw'
import { closeCodes, WebSocketReader, type WebSocketEvent } from '../engine/base/websocket.ts'
import { installedClock } from '../engine/model/clock.ts'
import type { Provider } from '../engine/model/provider.ts'
import type { Answerer } from '../gateway/answerer.ts'
import { begin } from '../gateway/respond.ts'
import { framed } from '../gateway/framed-transport.ts'
import type { ConnectionTransport } from '../gateway/connection-transport.ts'
import { OpenConnection } from '../gateway/open-connection.ts'

/** The argument of an MSW handler when a client opens a WebSocket. */
type Connected = Parameters<Parameters<ReturnType<typeof ws.link>['addEventListener']>[1]>[0]

/**
 * Returns the handler that replaces the providers for clients with the global `WebSocket`. MSW opens each WebSocket before its handshake is
 * answered, so a rejected handshake is an error and a close event after that, as in a browser.
 */
export function webSocketHandlerOf(gateway: Answerer, providers: readonly Provider[]): WebSocketHandler {
  return linkTo(addressesOf(providers)).addEventListener('connection', (connected) => void answerWebSocket(connected, gateway))
}

type Link = ReturnType<typeof ws.link>

const links = new Map<string, Link>()

/** MSW listens for other pages for each link, as long as the process lives, so there is one link per address. */
function linkTo(addresses: string): Link {
  const known = links.get(addresses) ?? ws.link(new RegExp(addresses))
  links.set(addresses, known)
  return known
}

/** Returns a pattern for all addresses below the base URLs of providers. */
function addressesOf(providers: readonly Provider[]): string {
  const below = providers.flatMap(({ baseUrls }) =>
    baseUrls.map((url) =>
      url
        .replace(/^http/, 'ws')
        .replaceAll(/[.+?^${}()|[\]\\]/g, String.raw`\$&`)
        .replaceAll('*', '[^/]*'),
    ),
  )
  return `^(?:${[...new Set(below)].toSorted().join('|')})(?:[/?]|$)`
}

async function answerWebSocket({ client, info }: Connected, gateway: Answerer): Promise<void> {
  let queued: string[] = []
  let receive = (message: string): void => void queued.push(message)
  client.addEventListener('message', ({ data }) => receive(String(data)))
  const protocols = [info.protocols ?? []].flat().join(', ')
  const answer = await gateway.answerWebSocket({
    method: 'GET',
    url: new URL(client.url.href.replace(/^ws/, 'http')),
    headers: new Headers(protocols === '' ? {} : { 'sec-websocket-protocol': protocols }),
  })
  client.addEventListener('close', () => answer.handshake.abort())
  const drop = (): void => {
    installedClock()?.touch()
    // A broken connection starts with an error event (https://websockets.spec.whatwg.org/#feedback-from-the-protocol).
    ;(client as { readonly socket?: EventTarget }).socket?.dispatchEvent(new Event('error'))
    client.close(closeCodes.abnormal)
  }
  const answered = await begin(answer.handshake, 'direct').catch(() => undefined)
  if (answered?.head.status !== 101) return drop()
  const open = new OpenConnection(answer, answered.delivery, transportTo(client, drop))
  client.addEventListener('close', () => open.disconnect())
  receive = (message) => {
    installedClock()?.touch()
    void open.receive(message).catch(drop)
  }
  for (const message of queued) receive(message)
  queued = []
}

/** MSW sends messages, while a socket sends bytes. Bytes that are not a WebSocket's break the connection, as a client would do. */
function transportTo(client: Connected['client'], drop: () => void): ConnectionTransport {
  const reader = new WebSocketReader('server')
  const deliver = (event: WebSocketEvent): void => {
    if (event.type === 'message') client.send(event.text)
    else if (event.type === 'broken') drop()
  }
  return framed({
    send(bytes) {
      installedClock()?.touch()
      for (const event of reader.read(bytes)) deliver(event)
    },
    close: () => client.close(closeCodes.normal),
    drop,
  })
}
