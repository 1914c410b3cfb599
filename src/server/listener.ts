import { createServer as createHttpServer } from 'node:http'
import { createSecureServer, createServer as createHttp2Server } from 'node:http2'
import { createServer, type Server, type Socket } from 'node:net'
import type { Incoming, Outgoing } from '../sockets/message.ts'
import { processProtocol } from '../stdio/messages.ts'
import { acceptWebSockets, type Upgrade } from '../sockets/upgrade.ts'
import { UnderWay } from './under-way.ts'

/** A certificate and its key, in PEM. */
export interface TlsOptions {
  readonly cert: string | Buffer
  readonly key: string | Buffer
}

/** A server for any of the protocols that clients of providers speak, and what ends all its connections. */
export interface Listener {
  readonly server: Server
  /** Resets a connection by a TCP packet with RST in it. */
  reset(connection: Pick<Socket, 'remoteAddress' | 'remotePort'>): void
  /**
   * Takes no new connections, and resolves once all are over. Called again, it does not wait any longer.
   * @param grace how long responses that are under way may take to complete before they are cut, in ms
   */
  close(grace: number): Promise<void>
}

/** What a listener does with requests. */
export interface Answers {
  answer(incoming: Incoming, outgoing: Outgoing): void
  /** Answers a request for a WebSocket. */
  answerWebSocket(upgrade: Upgrade): void
  /** Answers a process that wants to be played. */
  answerProcess(upgrade: Upgrade): void
}

/** How long responses may take to notice that their connections are gone, in ms. */
const longestFarewell = 1_000

/** What a client that uses HTTP/2 without TLS sends first (RFC 9113, 3.4). No request in HTTP/1.1 begins like this. */
const preface = Buffer.from('PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n')

/**
 * Listens for HTTP/1.1, WebSockets and HTTP/2 at one port: over TLS the client chooses the protocol (ALPN), without TLS its first
 * bytes show it. The AWS SDK uses HTTP/2 to Bedrock either way.
 */
export function listenerFor(answers: Answers, tls?: TlsOptions): Listener {
  const sockets = new Set<Socket>()
  const underWay = new UnderWay()
  const counted: Answers = {
    answer(incoming, outgoing) {
      underWay.add(outgoing)
      answers.answer(incoming, outgoing)
    },
    answerWebSocket(upgrade) {
      underWay.add(upgrade.socket)
      answers.answerWebSocket(upgrade)
    },
    answerProcess(upgrade) {
      underWay.add(upgrade.socket)
      answers.answerProcess(upgrade)
    },
  }
  const server = tls === undefined ? plainServer(counted) : secureServer(counted, tls)
  server.on('connection', (socket: Socket) => {
    // As servers for HTTP/1.1 do by themselves: what is written last must leave before a reset.
    socket.setNoDelay(true)
    sockets.add(socket)
    socket.on('close', () => sockets.delete(socket))
  })
  return {
    server,
    reset({ remoteAddress, remotePort }) {
      // Node resets no encrypted connection, but the one below it.
      for (const socket of sockets) if (socket.remotePort === remotePort && socket.remoteAddress === remoteAddress) socket.resetAndDestroy()
    },
    async close(grace) {
      const closed = new Promise((resolve) => server.close(resolve))
      underWay.hurry()
      await underWay.over(grace)
      for (const socket of sockets) socket.destroy()
      await closed
      // Each response has to hear that its client is gone, so that the journal says how its call ended.
      await underWay.over(longestFarewell)
    },
  }
}

function secureServer({ answer, answerWebSocket }: Answers, tls: TlsOptions): Server {
  const server = createSecureServer({ ...tls, allowHTTP1: true }, answer)
  acceptWebSockets(server, answerWebSocket)
  return server
}

function plainServer({ answer, answerWebSocket, answerProcess }: Answers): Server {
  const http = createHttpServer(answer)
  acceptWebSockets(http, answerWebSocket, { protocol: processProtocol, answer: answerProcess })
  const http2 = createHttp2Server(answer)
  return createServer((socket) => {
    // A client can leave before it has sent anything.
    const ignore = (): void => {}
    socket.on('error', ignore)
    socket.once('data', (first) => {
      socket.pause()
      socket.off('error', ignore)
      const speaker = isPreface(first) ? http2 : http
      socket.unshift(first)
      speaker.emit('connection', socket)
      // HTTP/2 takes the bytes of a socket that flows on its own; HTTP/1.1 has to be told to continue.
      if (speaker === http) socket.resume()
    })
  })
}

function isPreface(first: Buffer): boolean {
  const length = Math.min(first.length, preface.length)
  return first.subarray(0, length).equals(preface.subarray(0, length))
}
