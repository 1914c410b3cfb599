import { connect, type Socket } from 'node:net'
import { connectionError, peerOf } from '../engine/base/connection.ts'
import { BrownoutError } from '../engine/base/errors.ts'
import { matcherOf } from '../engine/base/host-pattern.ts'
import { publicAddress } from '../engine/base/redaction.ts'
import type { Head } from '../engine/model/frame.ts'
import type { ProcessCommand } from '../engine/model/provider.ts'
import type { Bytes } from '../engine/run/delivery.ts'
import type { Answerer, IncomingRequest } from '../gateway/answerer.ts'
import { textOfBody } from '../gateway/body-text.ts'
import { knownHost } from '../gateway/known-hosts.ts'
import type { OutgoingAnswer } from '../gateway/outgoing-answer.ts'
import { answerOfOthers, refusal } from '../gateway/refusal.ts'
import { refusedWebSocket, type WebSocketAnswer } from '../gateway/web-socket-answer.ts'
import { hear, send, type ToProcess } from './messages.ts'
import { RemoteWebSocket } from './remote-web-socket.ts'

/** The data that a process needs to join a run. */
export interface Membership {
  /** The address of the process that emulates the providers: a socket or a named pipe of this machine. */
  readonly path: string
  /** The origins of the emulated providers. A `*` matches an account or a region. */
  readonly origins: readonly string[]
  /** The commands that start emulated servers. */
  readonly commands: readonly PlayedCommand[]
}

/** A command that starts an emulated server, and the words of the one that is started instead. */
export interface PlayedCommand extends ProcessCommand {
  readonly instead: readonly [string, ...string[]]
}

const isOver = 'The run of this process has ended. Nothing was sent.'

interface Waiting {
  readonly resolve: (message: ToProcess) => void
  readonly reject: (error: Error) => void
}

/** Passes requests of this process to the one that emulates the providers. */
export class RemoteAnswerer implements Answerer {
  readonly #socket: Socket
  readonly #areEmulated: readonly ((origin: string) => boolean)[]
  readonly #waiting = new Map<number, Waiting>()
  readonly #webSockets = new Map<number, RemoteWebSocket>()
  #calls = 0
  #isOver = false

  /** Connects at once, before the app can replace sockets. */
  constructor({ path, origins }: Omit<Membership, 'commands'>) {
    this.#areEmulated = origins.map(matcherOf)
    this.#socket = connect(path).unref()
    hear<ToProcess>(this.#socket, (message) => this.#take(message))
    this.#socket.on('error', () => {})
    this.#socket.on('close', () => this.#end())
  }

  knows(url: URL): boolean {
    return knownHost(url.hostname) !== undefined || this.#areEmulated.some((isEmulated) => isEmulated(url.origin))
  }

  /** Other processes start another command instead. */
  addressOf(): undefined {
    return undefined
  }

  async answer(request: IncomingRequest): Promise<OutgoingAnswer> {
    const { method, url, headers } = request
    const text = await textOfBody(await request.body(), request.headers)
    if (this.#isOver) return refusal('unhandled_request', `brownout refused ${method} ${publicAddress(url.href)}. ${isOver}`)
    const call = this.#calls++
    send({ type: 'ask', call, method, url: url.href, headers: [...headers.entries()], text }, this.#socket)
    const coming = this.#next(call)
    return new RemoteAnswer(url, coming, {
      read: (frames) => this.#read(call, frames),
      abort: () => this.#abort(call),
    })
  }

  /** Has a WebSocket answered there, message by message. */
  async answerWebSocket({ url, headers }: Parameters<Answerer['answerWebSocket']>[0]): Promise<WebSocketAnswer> {
    if (this.#isOver)
      return refusedWebSocket(refusal('unhandled_request', `brownout refused a WebSocket to ${publicAddress(url.href)}. ${isOver}`))
    const call = this.#calls++
    send({ type: 'open', call, url: url.href, headers: [...headers.entries()] }, this.#socket)
    const webSocket = new RemoteWebSocket({
      host: url.host,
      head: this.#next(call),
      rest: () => this.#read(call),
      tell: (message) => {
        if (!this.#isOver) send({ ...message, call }, this.#socket)
      },
      leave: () => {
        this.#webSockets.delete(call)
        this.#abort(call)
      },
    })
    this.#webSockets.set(call, webSocket)
    return { ...refusedWebSocket(answerOfOthers(webSocket.handshake())), open: (transport) => webSocket.open(transport) }
  }

  /** Reports that a client tried to reach a provider past the network. */
  tellEscape(host: string, message: string): void {
    if (!this.#isOver) send({ type: 'escaped', host, message }, this.#socket)
  }

  #read(call: number, frames = Infinity): Promise<ToProcess> {
    if (!this.#isOver) send({ type: 'read', call, frames: Math.min(frames, Number.MAX_SAFE_INTEGER) }, this.#socket)
    return this.#next(call)
  }

  #abort(call: number): void {
    this.#settle(call)
    if (!this.#isOver) send({ type: 'abort', call }, this.#socket)
  }

  /** Takes a message: the awaited one, or one of a WebSocket. */
  #take(message: ToProcess): void {
    const waiting = this.#settle(message.call)
    if (waiting !== undefined) waiting.resolve(message)
    else if (message.type !== 'head' && message.type !== 'bytes') this.#webSockets.get(message.call)?.take(message)
  }

  /** Returns the next message of a call. While a client waits for one, the process stays alive, as with a real connection. */
  #next(call: number): Promise<ToProcess> {
    const next = new Promise<ToProcess>((resolve, reject) => {
      if (this.#isOver) return reject(new BrownoutError(isOver))
      this.#waiting.set(call, { resolve, reject })
      this.#socket.ref()
    })
    // A client that has aborted does not see the error.
    next.catch(() => {})
    return next
  }

  #settle(call: number): Waiting | undefined {
    const waiting = this.#waiting.get(call)
    this.#waiting.delete(call)
    // An open WebSocket keeps the process alive, too.
    if (this.#waiting.size + this.#webSockets.size === 0) this.#socket.unref()
    return waiting
  }

  #end(): void {
    this.#isOver = true
    for (const { reject } of this.#waiting.values()) reject(new BrownoutError(isOver))
    this.#waiting.clear()
    for (const [call, webSocket] of this.#webSockets) webSocket.take({ type: 'broken', call, code: 'ECONNRESET' })
  }
}

/** The messages of an answer to and from the process that emulates the providers. */
interface Remote {
  read(frames: number): Promise<ToProcess>
  abort(): void
}

/** An answer from another process. */
class RemoteAnswer implements OutgoingAnswer {
  readonly #url: URL
  readonly #head: Promise<ToProcess>
  readonly #remote: Remote

  constructor(url: URL, head: Promise<ToProcess>, remote: Remote) {
    this.#url = url
    this.#head = head
    this.#remote = remote
  }

  async head(): Promise<Head> {
    const message = this.#unbroken(await this.#head)
    if (message.type !== 'head') throw new Error('An answer began without a head.')
    const { status, headers } = message
    return { type: 'head', status, headers }
  }

  async read(frames = Infinity): Promise<Bytes> {
    const message = this.#unbroken(await this.#remote.read(frames))
    if (message.type !== 'bytes') throw new Error('An answer has two heads.')
    return message.base64 === undefined ? undefined : new Uint8Array(Buffer.from(message.base64, 'base64'))
  }

  abort(): void {
    this.#remote.abort()
  }

  #unbroken(message: ToProcess): Exclude<ToProcess, { readonly type: 'broken' | 'failed' }> {
    if (message.type === 'broken') throw connectionError(message.code, peerOf(this.#url.host))
    if (message.type === 'failed') throw new BrownoutError(message.message)
    return message
  }
}
