import { setMaxListeners } from 'node:events'
import { createServer as createHttpServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { createSecureServer, createServer as createHttp2Server, type ServerHttp2Session } from 'node:http2'
import { createServer, type Server, type Socket } from 'node:net'
import type { Duplex } from 'node:stream'
import { isHttp2, type Incoming, type Outgoing } from '../sockets/message.ts'
import { processProtocol } from '../stdio/messages.ts'
import { acceptWebSockets, type Upgrade } from '../sockets/upgrade.ts'
import { headersWithin, limitSession, refuseBroken, type NoteRefusal } from './slow-headers.ts'
import { UnderWay } from './under-way.ts'

/** A certificate and its key, in PEM. */
export interface TlsOptions {
  readonly cert: string | Buffer
  readonly key: string | Buffer
}

/** A server for any of the protocols that clients of providers use, and the end of all its connections. */
export interface Listener {
  readonly server: Server
  /** Resets a connection by a TCP packet with RST in it. */
  reset(connection: Pick<Socket, 'remoteAddress' | 'remotePort'>): void
  /**
   * Accepts no new connections, and resolves once all are over. Called again, it does not wait any longer.
   * @param grace the time limit for open responses to complete before they are ended, in ms
   */
  close(grace: number): Promise<void>
}

/** The handlers of a listener's requests. */
export interface Answers {
  answer(incoming: Incoming, outgoing: Outgoing): void
  /**
   * Answers a request for a WebSocket.
   * @param stopping aborts once the listener closes: idle connections end then
   */
  answerWebSocket(upgrade: Upgrade, stopping: AbortSignal): void
  /** Answers a process that requests to be emulated. */
  answerProcess(upgrade: Upgrade): void
  /** Receives a request that was refused before it could be parsed. */
  readonly refused: NoteRefusal
}

/** The same, with the time to stop. */
interface CountedAnswers extends Omit<Answers, 'answerWebSocket'> {
  answerWebSocket(upgrade: Upgrade): void
}

/** The time limit for responses to notice that their connections are gone, in ms. */
const longestFarewell = 1_000

/** The first bytes of a client that uses HTTP/2 without TLS (RFC 9113, 3.4). No request in HTTP/1.1 begins like this. */
const preface = Buffer.from('PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n')

/** How many of its bytes show it: a client can send a method such as POST byte by byte. */
const shortestPreface = 'PRI '.length

/**
 * Listens for HTTP/1.1, WebSockets and HTTP/2 at one port: over TLS the client chooses the protocol (ALPN), without TLS its first
 * bytes show it. The AWS SDK uses HTTP/2 to Bedrock either way.
 * @param longestHeaders the time limit for a client to send the headers of a request, in ms
 */
export function listenerFor(answers: Answers, longestHeaders: number, tls?: TlsOptions): Listener {
  const sockets = new Set<Socket>()
  const underWay = new UnderWay()
  const stopping = new AbortController()
  // Each open WebSocket listens to it.
  setMaxListeners(0, stopping.signal)
  const counted: CountedAnswers = {
    refused: answers.refused,
    answer(incoming, outgoing) {
      underWay.add(outgoing)
      answers.answer(incoming, outgoing)
    },
    answerWebSocket(upgrade) {
      underWay.add(upgrade.socket)
      answers.answerWebSocket(upgrade, stopping.signal)
    },
    answerProcess(upgrade) {
      underWay.add(upgrade.socket)
      answers.answerProcess(upgrade)
    },
  }
  const server = tls === undefined ? plainServer(counted, longestHeaders) : secureServer(counted, longestHeaders, tls)
  function forget(this: Socket): void {
    sockets.delete(this)
  }
  // In HTTP/2 a client that has sent GOAWAY closes the connection, but it need not.
  function leave(this: Socket): void {
    setTimeout(() => this.destroy(), longestHeaders).unref()
  }
  server.on('connection', (socket: Socket) => {
    // As servers for HTTP/1.1 do by default: the last bytes must be sent before a reset.
    socket.setNoDelay(true)
    sockets.add(socket)
    socket.on('close', forget)
    socket.on('finish', leave)
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
      stopping.abort()
      await underWay.over(grace)
      for (const socket of sockets) socket.destroy()
      await closed
      // Each response has to notice that its client is gone, so that the journal has the ending of its call.
      await underWay.over(longestFarewell)
    },
  }
}

function secureServer(answers: CountedAnswers, longestHeaders: number, tls: TlsOptions): Server {
  const { answerWebSocket, refused } = answers
  const http1 = forHttp1(answers, longestHeaders)
  const server = createSecureServer({ ...tls, allowHTTP1: true, handshakeTimeout: longestHeaders }, http1.answer)
  Object.assign(server, headersWithin(longestHeaders), withoutHost)
  server.on('clientError', http1.refuse)
  server.on('session', (session: ServerHttp2Session) => limitSession(session, longestHeaders, refused))
  acceptWebSockets(server, answerWebSocket)
  answerAlso(server, http1.answer, answerWebSocket)
  return server
}

/** Requests in HTTP/1.1 without a host are answered, too, so that the journal has them. */
const withoutHost = { requireHostHeader: false }

/** Answers requests that Node would refuse, so that the journal has them: for a tunnel, and with an unknown expectation. */
function answerAlso(server: Server, answer: Answers['answer'], answerTunnel: CountedAnswers['answerWebSocket']): void {
  server.on('checkExpectation', answer)
  server.on('connect', (incoming: Incoming, connection: Outgoing | Socket, head?: Buffer) => {
    // In HTTP/2 it is a request like any other. In HTTP/1.1 Node hands on the connection.
    if (head === undefined) answer(incoming, connection as Outgoing)
    else answerTunnel({ incoming: incoming as IncomingMessage, socket: connection as Socket, head })
  })
}

/** The handlers of an HTTP/1.1 server for requests that cannot be parsed. They depend on whether a response is open. */
function forHttp1({ answer, refused }: CountedAnswers, longest: number) {
  const current = new WeakMap<object, ServerResponse>()
  return {
    answer(incoming: Incoming, outgoing: Outgoing): void {
      if (!isHttp2(outgoing) && outgoing.socket !== null) current.set(outgoing.socket, outgoing)
      answer(incoming, outgoing)
    },
    refuse: (error: Error, socket: Duplex) =>
      refuseBroken(error, socket as Socket, { current: current.get(socket), longest, note: refused }),
  }
}

function plainServer(answers: CountedAnswers, longestHeaders: number): Server {
  const { answer, answerWebSocket, answerProcess, refused } = answers
  const http1 = forHttp1(answers, longestHeaders)
  const http = createHttpServer({ ...headersWithin(longestHeaders), ...withoutHost }, http1.answer)
  http.on('clientError', http1.refuse)
  acceptWebSockets(http, answerWebSocket, { protocol: processProtocol, answer: answerProcess })
  answerAlso(http, http1.answer, answerWebSocket)
  const http2 = createHttp2Server(answer)
  http2.on('session', (session) => limitSession(session, longestHeaders, refused))
  answerAlso(http2, answer, answerWebSocket)
  const server = createServer((socket) => {
    // A client can disconnect before it has sent anything.
    const ignore = (): void => {}
    socket.on('error', ignore)
    let first = Buffer.alloc(0)
    const hear = (bytes: Buffer): void => {
      first = Buffer.concat([first, bytes])
      if (first.length < shortestPreface && isPreface(first)) return
      socket.pause()
      socket.off('data', hear)
      socket.off('error', ignore)
      const speaker = isPreface(first) ? http2 : http
      socket.unshift(first)
      speaker.emit('connection', socket)
      // HTTP/2 takes the bytes of a socket that flows on its own; HTTP/1.1 needs an explicit resume.
      if (speaker === http) socket.resume()
    }
    socket.on('data', hear)
  })
  // It listens at no port, and looks at the times of its connections from this event on, until it is closed.
  server.on('listening', () => http.emit('listening'))
  server.on('close', () => http.close())
  return server
}

function isPreface(first: Buffer): boolean {
  const length = Math.min(first.length, preface.length)
  return first.subarray(0, length).equals(preface.subarray(0, length))
}
