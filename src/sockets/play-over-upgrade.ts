import type * as Crypto from 'node:crypto'
import type * as Http from 'node:http'
import type { Socket } from 'node:net'
import { closeBytes, closeCodes, opcodes, webSocketBytes, WebSocketReader, type WebSocketEvent } from '../engine/base/websocket.ts'
import type { Head } from '../engine/model/frame.ts'
import type { WebSocketAnswer } from '../gateway/web-socket-answer.ts'
import { begin } from '../gateway/respond.ts'
import { framed } from '../gateway/framed-transport.ts'
import type { AnsweredConnection } from '../gateway/connection-transport.ts'
import { OpenConnection } from '../gateway/open-connection.ts'
import { builtin } from '../time/patches/patching.ts'
import { realAfter } from '../time/real-time.ts'
import { drained, orBroken, type BreakConnection, whenSent, writeResponse } from './play-over-socket.ts'
import type { Upgrade } from './upgrade.ts'

/** The differences between emulated and real connections. */
export interface UpgradeWay {
  /** Breaks the connection, so that the client gets the error. */
  readonly breakConnection: BreakConnection
  /** Handles a message in the asynchronous context of the code that sent it. */
  asWriter(run: () => void): void
  /** Aborts once the server stops: idle connections end then. Default: it never stops */
  readonly stopping?: AbortSignal
}

/** Answers a request for a WebSocket: with one, or with an HTTP error. */
export async function playOverUpgrade(coming: Promise<WebSocketAnswer>, upgrade: Upgrade, way: UpgradeWay): Promise<void> {
  const { socket } = upgrade
  const response = responseTo(upgrade)
  socket.on('error', () => void socket.destroy())
  const answer = await coming
  response.on('close', () => answer.handshake.abort())
  if (socket.destroyed) return answer.handshake.abort()
  const { breakConnection } = way
  await orBroken(response, breakConnection, async () => {
    const { head, delivery } = await begin(answer.handshake, 'sockets')
    if (head.status !== 101) return writeResponse(head, delivery, response, breakConnection)
    socket.write(handshakeOf(head, upgrade.incoming.headers['sec-websocket-key']!))
    const transport = framed({
      send: (bytes) => (socket.destroyed || socket.write(bytes) ? undefined : drained(socket)),
      close: () => end(socket, closeCodes.normal),
      async drop(error) {
        await whenSent(response)
        breakConnection(error, response)
      },
    })
    if (answer.open !== undefined) return readMessages(answer.open(transport), upgrade, way)
    const open = new OpenConnection(answer, delivery, transport)
    readMessages(open, upgrade, way)
    leaveWith(way.stopping, open, socket)
  })
}

/** Makes the response to a request for a WebSocket, if it is an error. The connection ends with it. */
function responseTo({ incoming, socket }: Upgrade): Http.ServerResponse {
  const { ServerResponse } = builtin<typeof Http>('node:http')!
  const response = new ServerResponse(incoming)
  response.sendDate = false
  response.shouldKeepAlive = false
  // Clients such as Codex show the raw body and would show the chunk sizes.
  response.useChunkedEncodingByDefault = false
  response.assignSocket(socket)
  response.on('finish', () => void socket.end())
  return response
}

function readMessages(open: AnsweredConnection, { socket, head }: Upgrade, { asWriter }: UpgradeWay): void {
  const reader = new WebSocketReader('client')
  const receive = (event: WebSocketEvent): void => {
    if (event.type === 'message') open.receive(event.text).catch((error: unknown) => void socket.destroy(error as Error))
    else if (event.type === 'ping') socket.write(webSocketBytes(opcodes.pong, event.payload))
    else {
      open.disconnect()
      end(socket, event.code ?? closeCodes.normal)
    }
  }
  const read = (bytes: Buffer): void => {
    for (const event of reader.read(bytes)) if (socket.writable) asWriter(() => receive(event))
  }
  read(head)
  socket.on('data', read)
  socket.on('end', () => void socket.end())
  socket.on('close', () => open.disconnect())
}

/** The time limit for a client to close its side once it has the notice that the server stops, in ms. */
const longestFarewell = 1_000

/** Ends a connection once the server stops and no answer is in progress. */
function leaveWith(stopping: AbortSignal | undefined, open: OpenConnection, socket: Socket): void {
  const leave = (): void =>
    open.leave(() => {
      end(socket, closeCodes.goingAway)
      const cancel = realAfter(longestFarewell, () => void socket.destroy())
      socket.on('close', cancel)
    })
  if (stopping?.aborted === true) return leave()
  stopping?.addEventListener('abort', leave)
  socket.on('close', () => stopping?.removeEventListener('abort', leave))
}

function end(socket: Socket, code: number): void {
  socket.end(closeBytes(code))
}

/** The value that is appended to a client's key (RFC 6455, 1.3). */
const guid = '258EAFA5-E914-47DA-95CA-C5AB0DC85B11'

function handshakeOf({ headers }: Head, key: string): string {
  const { createHash } = builtin<typeof Crypto>('node:crypto')!
  const accept = createHash('sha1')
    .update(key + guid)
    .digest('base64')
  const all = { upgrade: 'websocket', connection: 'Upgrade', 'sec-websocket-accept': accept, ...headers }
  const lines = Object.entries(all).map(([name, value]) => `${name}: ${value}`)
  return `HTTP/1.1 101 Switching Protocols\r\n${lines.join('\r\n')}\r\n\r\n`
}
