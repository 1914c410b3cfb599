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
import { refusal } from '../gateway/refusal.ts'
import { refusedWebSocket, type RequestHead, type WebSocketAnswer } from '../gateway/web-socket-answer.ts'
import { hear, send, type ToProcess } from './messages.ts'

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
  #calls = 0
  #isOver = false

  /** Connects at once, before the app can replace sockets. */
  constructor({ path, origins }: Omit<Membership, 'commands'>) {
    this.#areEmulated = origins.map(matcherOf)
    this.#socket = connect(path).unref()
    hear<ToProcess>(this.#socket, (message) => this.#settle(message.call)?.resolve(message))
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
      read: (frames) => {
        if (!this.#isOver) send({ type: 'read', call, frames: Math.min(frames, Number.MAX_SAFE_INTEGER) }, this.#socket)
        return this.#next(call)
      },
      abort: () => {
        this.#settle(call)
        if (!this.#isOver) send({ type: 'abort', call }, this.#socket)
      },
    })
  }

  /** Rejects the request: only the process that emulates the providers supports WebSockets. */
  async answerWebSocket({ url }: RequestHead): Promise<WebSocketAnswer> {
    const message = `brownout refused a WebSocket to ${url.origin}${url.pathname}, and nothing was sent. brownout run answers HTTP; brownout serve answers WebSockets, too.`
    this.tellEscape(url.host, message)
    return refusedWebSocket(refusal('unhandled_request', message))
  }

  /** Reports that a client tried to reach a provider past the network. */
  tellEscape(host: string, message: string): void {
    if (!this.#isOver) send({ type: 'escaped', host, message }, this.#socket)
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
    if (this.#waiting.size === 0) this.#socket.unref()
    return waiting
  }

  #end(): void {
    this.#isOver = true
    for (const { reject } of this.#waiting.values()) reject(new BrownoutError(isOver))
    this.#waiting.clear()
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
