import type { ClientRequest, IncomingMessage } from 'node:http'
import type * as Http from 'node:http'
import type * as Https from 'node:https'
import { BrownoutError } from '../../engine/base/errors.ts'
import { encodeText } from '../../engine/base/utf8.ts'
import type { ClientMessage, ServerEvents, ServerLink, ServerPlace, ServerReply } from '../../engine/model/server-link.ts'
import { leaving } from '../../gateway/leaving.ts'
import { builtin } from '../../time/patches/patching.ts'
import { realAfter } from '../../time/real-time.ts'
import { messagesIn } from './messages-in.ts'
import { OpenRequests } from './open-requests.ts'
import { headersOf, type Agreed } from './protocol-headers.ts'

/** The time limit for the end of a session, in ms. */
const grace = 1_000
/** How long after the end of a stream it is opened again, in ms, as in the official SDK. */
const pause = 1_000

/** A tool server that is reached over streamable HTTP. https://modelcontextprotocol.io/specification/2025-11-25/basic/transports */
export class HttpServer implements ServerLink {
  readonly #url: URL
  readonly #headers: Readonly<Record<string, string>>
  readonly #events: ServerEvents
  readonly #requests = new OpenRequests()
  /** The connections of requests, by their IDs. */
  readonly #connections = new Map<unknown, ClientRequest>()
  readonly #open = new Set<ClientRequest>()
  #agreed: Agreed = {}
  /** The notice that the client is ready must arrive before its next message. */
  #ready: Promise<unknown> = Promise.resolve()
  #isOver = false
  #hasComplained = false
  #stopPause = (): void => {}

  constructor({ url, headers = {} }: Extract<ServerPlace, { readonly url: string }>, events: ServerEvents) {
    this.#url = new URL(url)
    this.#headers = headers
    this.#events = events
  }

  get isGone(): boolean {
    return this.#isOver
  }

  async request(message: ClientMessage): Promise<ServerReply | undefined> {
    const request = this.#requests.add(message.id)
    await this.#ready
    const sent = this.#post(message)
    this.#connections.set(message.id, sent)
    void this.#read(sent, message).then((why) => request.fail(why))
    const reply = await request.replied
    this.#connections.delete(message.id)
    if (message.method === 'initialize') this.#agree(reply)
    return reply
  }

  send(message: ClientMessage): void {
    const { method, params } = message
    const isCancel = method === 'notifications/cancelled'
    // Without sessions, a client that closes the stream has cancelled the request.
    const isClosed = isCancel && this.#agreed.version === undefined
    if (!isClosed) {
      const sent = this.#ready.then(() => this.#read(this.#post(message), message))
      if (method === 'notifications/initialized') this.#ready = sent.then(() => this.#listen())
    }
    if (!isCancel) return
    const id = params['requestId']
    if (isClosed) this.#connections.get(id)?.destroy()
    this.#requests.cancel(id)
  }

  async end(): Promise<void> {
    if (this.#isOver) return
    this.#isOver = true
    this.#stopPause()
    this.#requests.failAll('The connection is closed.')
    for (const each of this.#open) each.destroy()
    if (this.#agreed.session === undefined) return
    const sent = this.#request('DELETE', headersOf(undefined, this.#agreed))
    await new Promise<void>((resolve) => {
      const stop = realAfter(grace, resolve)
      sent.on('close', () => {
        stop()
        resolve()
      })
      sent.on('response', (response) => response.resume())
      sent.end()
    })
    sent.destroy()
  }

  /** Keeps the version that later requests must declare. */
  #agree(reply: ServerReply | undefined): void {
    const result = reply?.message['result']
    const version: unknown = typeof result === 'object' && result !== null ? Reflect.get(result, 'protocolVersion') : undefined
    if (typeof version === 'string') this.#agreed = { ...this.#agreed, version }
  }

  #post(message: ClientMessage): ClientRequest {
    const bytes = encodeText(message.text)
    const headers = { ...message.headers, ...headersOf(message, this.#agreed), 'content-length': String(bytes.length) }
    const sent = this.#request('POST', headers)
    sent.end(bytes)
    return sent
  }

  #request(method: string, headers: Readonly<Record<string, string>>): ClientRequest {
    const client = this.#url.protocol === 'https:' ? builtin<typeof Https>('node:https') : builtin<typeof Http>('node:http')
    if (client === undefined) throw new BrownoutError(`Cannot call the server at ${this.#url.origin}: this runtime has no node:http.`)
    const sent = leaving(() => client.request(this.#url, { method, headers: { ...headers, ...this.#headers }, agent: false }))
    this.#open.add(sent)
    sent.on('error', () => {})
    sent.on('close', () => this.#open.delete(sent))
    return sent
  }

  /** Reads the response to a message. Returns the reason for the client if the response is missing. */
  async #read(sent: ClientRequest, { id, method }: Pick<ClientMessage, 'id' | 'method'>): Promise<string> {
    try {
      const response = await responseTo(sent)
      const { statusCode = 0, headers } = response
      const session = headers['mcp-session-id']
      if (method === 'initialize' && typeof session === 'string') this.#agreed = { ...this.#agreed, session }
      for await (const reply of messagesIn(response)) {
        // An error without an ID is about the request.
        const isError = statusCode >= 400 && reply.message['id'] === null && 'error' in reply.message
        const own = isError ? withId(reply, id) : reply
        if (!this.#requests.take(own)) this.#events.message(own.text)
      }
      if (statusCode >= 400) return this.#complain(`The server at ${this.#url.origin} has answered with status ${statusCode}.`)
      return `The server at ${this.#url.origin} has ended its answer without a response.`
    } catch (error) {
      if (this.#isOver) return 'The connection is closed.'
      return this.#complain(`Cannot reach the server at ${this.#url.origin}: ${(error as Error).message}.`)
    }
  }

  /** Reads the messages that the server sends outside of answers, if it offers such a stream. */
  async #listen(): Promise<void> {
    if (this.#isOver || this.#agreed.version === undefined) return
    const sent = this.#request('GET', headersOf(undefined, this.#agreed))
    sent.end()
    try {
      const response = await responseTo(sent)
      const isOffered = response.statusCode === 200
      void this.#hear(response, isOffered)
    } catch {
      // A server without such a stream can also close the connection.
    }
  }

  async #hear(response: IncomingMessage, isOffered: boolean): Promise<void> {
    try {
      for await (const reply of messagesIn(response)) if (isOffered && !this.#requests.take(reply)) this.#events.message(reply.text)
    } catch {
      // It broke: it is opened again.
    }
    if (isOffered && !this.#isOver) this.#stopPause = realAfter(pause, () => void this.#listen())
  }

  #complain(why: string): string {
    if (!this.#hasComplained && !this.#isOver) this.#events.log(encodeText(`brownout: ${why}\n`))
    this.#hasComplained = true
    return why
  }
}

function responseTo(sent: ClientRequest): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    sent.on('response', resolve)
    sent.on('error', reject)
    sent.on('close', () => reject(new Error('the connection was closed')))
  })
}

function withId({ message }: ServerReply, id: ClientMessage['id']): ServerReply {
  const own = { ...message, id }
  return { text: JSON.stringify(own), message: own }
}
