import type { Socket } from 'node:net'
import { isConnectionError } from '../engine/base/connection.ts'
import type { Answerer, IncomingHeaders } from '../gateway/answerer.ts'
import type { OutgoingAnswer } from '../gateway/outgoing-answer.ts'
import { begin } from '../gateway/respond.ts'
import { hear, send, type FromProcess } from './messages.ts'
import { ServedWebSocket } from './served-web-socket.ts'

type Asked = Extract<FromProcess, { readonly type: 'ask' }>
type Opened = Extract<FromProcess, { readonly type: 'open' }>

/** Answers the calls of one process until it ends or is killed: open calls then count as aborted. */
export class ProcessAnswers {
  readonly #answerer: Answerer
  readonly #socket: Socket
  readonly #open = new Map<number, Promise<OutgoingAnswer>>()
  readonly #webSockets = new Map<number, ServedWebSocket>()
  readonly #heard: (message: FromProcess) => void

  /** @param heard called with each message */
  constructor(answerer: Answerer, socket: Socket, heard: (message: FromProcess) => void) {
    this.#answerer = answerer
    this.#socket = socket
    this.#heard = heard
    hear<FromProcess>(socket, (message) => this.#take(message))
    // A killed process breaks its connection.
    socket.on('error', () => {})
    socket.on('close', () => {
      for (const call of [...this.#open.keys(), ...this.#webSockets.keys()]) this.#abort(call)
    })
  }

  #take(message: FromProcess): void {
    this.#heard(message)
    if (message.type === 'ask') void this.#ask(message)
    else if (message.type === 'open') void this.#openWebSocket(message)
    else if (message.type === 'message') this.#webSockets.get(message.call)?.receive(message.text)
    else if (message.type === 'taken') this.#webSockets.get(message.call)?.taken()
    else if (message.type === 'read') void this.#read(message.call, message.frames)
    else if (message.type === 'abort') this.#abort(message.call)
  }

  async #ask({ call, method, url, headers, text }: Asked): Promise<void> {
    const coming = this.#answerer.answer({ method, url: new URL(url), headers: headersOf(headers), body: () => text })
    this.#open.set(call, coming)
    try {
      const { head, delivery } = await begin(await coming, 'direct')
      if (this.#open.has(call)) this.#open.set(call, Promise.resolve(delivery))
      send({ type: 'head', call, status: head.status, headers: head.headers }, this.#socket)
    } catch (error) {
      this.#fail(call, error)
    }
  }

  async #openWebSocket({ call, url, headers }: Opened): Promise<void> {
    const webSocket = new ServedWebSocket(call, this.#socket)
    this.#webSockets.set(call, webSocket)
    try {
      const refused = await webSocket.start(this.#answerer, new URL(url), headersOf(headers))
      if (refused !== undefined) this.#open.set(call, Promise.resolve(refused))
    } catch (error) {
      this.#webSockets.delete(call)
      this.#fail(call, error)
    }
  }

  async #read(call: number, frames: number): Promise<void> {
    try {
      const bytes = await (await this.#open.get(call))?.read(frames)
      if (bytes === undefined) this.#open.delete(call)
      send({ type: 'bytes', call, ...(bytes === undefined ? {} : { base64: Buffer.from(bytes).toString('base64') }) }, this.#socket)
    } catch (error) {
      this.#fail(call, error)
    }
  }

  #fail(call: number, error: unknown): void {
    this.#open.delete(call)
    if (isConnectionError(error)) send({ type: 'broken', call, code: error.code }, this.#socket)
    else send({ type: 'failed', call, message: error instanceof Error ? error.message : String(error) }, this.#socket)
  }

  #abort(call: number): void {
    this.#webSockets.get(call)?.disconnect()
    this.#webSockets.delete(call)
    void this.#open.get(call)?.then((answer) => answer.abort())
    this.#open.delete(call)
  }
}

function headersOf(entries: readonly (readonly [name: string, value: string])[]): IncomingHeaders {
  const values = new Map(entries.map(([name, value]) => [name.toLowerCase(), value]))
  const get = (name: string): string | null => values.get(name.toLowerCase()) ?? null
  return { get, has: (name) => get(name) !== null, entries: () => values.entries() }
}
