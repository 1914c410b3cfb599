import type * as Http from 'node:http'
import type * as Http2 from 'node:http2'
import type { ConnectionError } from '../engine/base/connection.ts'
import type { Answerer, IncomingRequest } from '../gateway/answerer.ts'
import { builtin } from '../time/patches/patching.ts'
import type { ApplicationProtocol } from './destination.ts'
import { asEncrypted, connectedSockets, type EmulatedSocket } from './emulated-socket.ts'
import { headersOf } from './incoming.ts'
import { answerWithBody } from './incoming-body.ts'
import { drop, isHttp2, type Incoming, type Outgoing } from './message.ts'
import { playOverSocket } from './play-over-socket.ts'
import { playOverUpgrade } from './play-over-upgrade.ts'
import { acceptWebSockets, type Upgrade } from './upgrade.ts'

/** Returns the answerer of a request. `undefined` if there is none any more. */
export type AnswererOf = (url: URL) => Answerer | undefined

/** The far end of emulated connections: one Node server per protocol that does not listen. */
export class EmulatedHosts {
  readonly #answererOf: AnswererOf
  readonly #origins = new WeakMap<object, string>()
  readonly #clients = new Set<EmulatedSocket>()
  readonly #http: Http.Server
  /** The connection of each HTTP/2 session. */
  readonly #sessions = new WeakMap<object, EmulatedSocket>()
  #http2: Http2.Http2Server | undefined

  constructor(answererOf: AnswererOf) {
    this.#answererOf = answererOf
    const { createServer } = builtin<typeof Http>('node:http')!
    const answer = (incoming: Incoming, response: Outgoing): void => this.#answerAsWriter(incoming, response)
    this.#http = createServer({ keepAliveTimeout: 0, requestTimeout: 0, headersTimeout: 0 }, answer)
    acceptWebSockets(this.#http, (upgrade) => this.#answerWebSocketAsWriter(upgrade))
  }

  /** Returns the client end of a new connection to an origin, such as `https://api.openai.com`. */
  connect(origin: string, protocol: ApplicationProtocol = 'http/1.1'): EmulatedSocket {
    const { client, server } = connectedSockets()
    const isEncrypted = origin.startsWith('https:')
    if (isEncrypted) asEncrypted(client, protocol)
    this.#origins.set(server, origin)
    this.#clients.add(client)
    client.on('close', () => void this.#clients.delete(client))
    process.nextTick(() => {
      if (client.destroyed) return
      this.#accept(server, protocol)
      client.emit('connect')
      client.emit('ready')
      if (isEncrypted) client.emit('secureConnect')
    })
    return client
  }

  /** Returns whether a socket is emulated here. */
  has(socket: object): boolean {
    return this.#clients.has(socket as EmulatedSocket)
  }

  /** Ends every connection, including those that clients keep for later. */
  close(): void {
    for (const client of this.#clients) client.destroy()
  }

  #accept(socket: EmulatedSocket, protocol: ApplicationProtocol): void {
    if (protocol === 'http/1.1') return void this.#http.emit('connection', socket)
    const answer = (incoming: Incoming, response: Outgoing): void => this.#answerAsWriter(incoming, response)
    const server = (this.#http2 ??= builtin<typeof Http2>('node:http2')!.createServer(answer))
    // Node creates the session of a connection synchronously.
    server.once('session', (session) => void this.#sessions.set(session, socket))
    server.emit('connection', socket)
  }

  /** Answers in the context of the request's writer: a reused connection was opened by an earlier call, maybe of another task. */
  #answerAsWriter(incoming: Incoming, response: Outgoing): void {
    const socket = this.#socketOf(response)
    if (socket === undefined) return drop(response, new Error('The connection is over.'))
    socket.asWriter(() => this.#answer(incoming, response, socket)).catch((error: unknown) => drop(response, error as Error))
  }

  /** Returns the server end of a response's connection. */
  #socketOf(response: Outgoing): EmulatedSocket | undefined {
    // It is emulated, as its client is.
    return isHttp2(response) ? this.#sessions.get(response.stream.session ?? {}) : (response.socket as EmulatedSocket)
  }

  #answerWebSocketAsWriter(upgrade: Upgrade): void {
    const socket = upgrade.socket as EmulatedSocket
    socket.asWriter(() => this.#answerWebSocket(upgrade, socket)).catch((error: unknown) => void socket.destroy(error as Error))
  }

  async #answer(incoming: Incoming, response: Outgoing, socket: EmulatedSocket): Promise<void> {
    const request = this.#headOf(incoming, socket)
    const answerer = this.#answererOf(request.url)
    if (answerer === undefined) return void socket.destroy()
    // The date is in the provider's own headers.
    response.sendDate = false
    const delivery = await answerWithBody(answerer, request, incoming)
    await playOverSocket(delivery, response, (error) => breakAs(error, response, socket))
  }

  async #answerWebSocket(upgrade: Upgrade, socket: EmulatedSocket): Promise<void> {
    const request = this.#headOf(upgrade.incoming, socket)
    const answerer = this.#answererOf(request.url)
    if (answerer === undefined) return void socket.destroy()
    await playOverUpgrade(answerer.answerWebSocket(request), upgrade, {
      breakConnection: (error, response) => breakAs(error, response, socket),
      asWriter: (run) => socket.asWriter(run),
    })
  }

  #headOf(incoming: Incoming, socket: EmulatedSocket): Omit<IncomingRequest, 'body'> {
    const { method = 'GET', url: path = '/' } = incoming
    return { method, url: new URL(path, this.#origins.get(socket)), headers: headersOf(incoming) }
  }
}

/** Breaks an emulated connection so that the client gets the exact error. */
function breakAs(error: ConnectionError, response: Outgoing, socket: EmulatedSocket): void {
  if (error.code === 'UND_ERR_SOCKET') socket.destroy()
  else if (error.code === 'Z_DATA_ERROR') response.end('this is not gzip')
  else socket.breakWith(error)
}
