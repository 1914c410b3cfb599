import { asBug, type BrownoutError } from '../engine/base/errors.ts'
import { isTooLarge } from '../engine/base/largest-body.ts'
import { publicAddress } from '../engine/base/redaction.ts'
import { valueInWords } from '../engine/base/value-in-words.ts'
import type { Endpoint } from '../engine/model/provider.ts'
import type { SentRequest } from '../engine/model/upstream.ts'
import type { WireRequest } from '../engine/model/wire-request.ts'
import { noteCredentials } from '../engine/run/credential.ts'
import type { Delivery } from '../engine/run/delivery.ts'
import { bytesOf } from '../engine/run/chunks.ts'
import { play } from '../engine/run/play.ts'
import type { Run } from '../engine/run/run.ts'
import { unknownEndpoint } from '../engine/run/unknown-endpoint.ts'
import { forward, hasUpstream } from '../engine/run/upstream/forward.ts'
import type { Answerer, Body, IncomingHeaders, IncomingRequest } from './answerer.ts'
import { textOfBody } from './body-text.ts'
import { OpenedConnection, refusedWebSocket, type WebSocketAnswer, type RequestHead } from './web-socket-answer.ts'
import { ClientLeftError } from './client-left.ts'
import { ClientTooSlowError } from './client-too-slow.ts'
import { otherTransport } from './other-transport.ts'
import { refusal, refusalBy, refusalOf } from './refusal.ts'
import type { Route, Router } from './router.ts'

/** The context of the code that makes a request. */
export interface Callers {
  /** Whether this gateway answers its requests, if several tests run at once. */
  isMine(): boolean
  /** Whether it belongs to an aborted run while another one continues. */
  isAbandoned(): boolean
}

/** The only version of the protocol that is in use (RFC 6455). */
const webSocketVersion = '13'

const abandoned = 'Blocked a call of a run that was given up: its task had not settled when its time was over, and the next run has begun.'

/** The response for a crashed process: it never settles. */
const never = new Promise<never>(() => {})

/** Answers requests as the providers of a router would, in the run that is current when they arrive. */
export class Gateway implements Answerer {
  readonly router: Router
  readonly #run: () => Run
  readonly #callers: Callers

  /** @param run returns the run that a request belongs to */
  constructor(router: Router, run: () => Run, callers: Callers) {
    this.router = router
    this.#run = run
    this.#callers = callers
  }

  knows(url: URL): boolean {
    return this.#callers.isMine() && this.router.knows(url)
  }

  addressOf(command: string, args: readonly string[]): URL | undefined {
    return this.#callers.isMine() ? this.router.addressOf(command, args) : undefined
  }

  answer(request: IncomingRequest): Promise<Delivery> {
    return this.#unlessDown((run) => this.#answerIn(run, request))
  }

  async answerWebSocket(head: RequestHead): Promise<WebSocketAnswer> {
    const version = head.headers.get('sec-websocket-version')
    if (head.headers.get('sec-websocket-key') !== null && version !== webSocketVersion) return this.#refuseVersion(head, version)
    const connection = new OpenedConnection()
    const request = { ...head, connection }
    const handshake = await this.#unlessDown((run) => this.#answerIn(run, { ...request, body: () => '' }))
    const route = this.router.find(request.method, request.url)
    if (route.type === 'refused') return refusedWebSocket(handshake)
    const { provider, endpoint } = route
    return {
      handshake,
      connect: (outlet) => connection.connect(outlet),
      isOver: () => connection.isOver(),
      receive(message) {
        const { frames = [], ...received } = endpoint.receive?.(message, connection) ?? {}
        return { ...received, bytes: frames.map((frame) => bytesOf(endpoint.bytes(frame, { ...request, text: message }))) }
      },
      play: (text) =>
        this.#unlessDown(async (run) => {
          const release = run.clock.hold()
          try {
            return await play(run, provider, this.#endpointFor(endpoint, { ...request, text }), { ...request, text })
          } catch (error) {
            throw this.#noted(run, error)
          } finally {
            release()
          }
        }),
    }
  }

  /** RFC 6455, 4.4: the response names the version that the server supports. */
  #refuseVersion({ method, url }: RequestHead, version: string | null): WebSocketAnswer {
    const asked = version === null ? 'without Sec-WebSocket-Version' : `of version ${valueInWords(version)}`
    const message = `Blocked a WebSocket ${asked} to ${publicAddress(url.href)}: expected Sec-WebSocket-Version: ${webSocketVersion}.`
    this.#run().journal.refuse({ method, url: publicAddress(url.href), message })
    const headers = { ...upgradeTo('websocket'), 'sec-websocket-version': webSocketVersion }
    return refusedWebSocket(refusal('unhandled_request', message, { status: 426, headers }))
  }

  /** A process has an endpoint for each kind of message, a WebSocket one for all. */
  #endpointFor(opened: Endpoint, message: WireRequest): Endpoint {
    if (opened.takes === undefined) return opened
    const route = this.router.find('POST', message.url, message)
    return route.type === 'endpoint' ? route.endpoint : opened
  }

  async #unlessDown(answer: (run: Run) => Promise<Delivery>): Promise<Delivery> {
    const run = this.#run()
    if (run.isDown) return never
    if (this.#callers.isAbandoned()) return refusal('unhandled_request', abandoned)
    const { crashes } = run
    const delivery = await answer(run)
    if (run.crashes === crashes) return delivery
    delivery.abandon()
    return never
  }

  async #answerIn(run: Run, request: Omit<IncomingRequest, 'headers'> & Pick<WireRequest, 'headers' | 'connection'>): Promise<Delivery> {
    const release = run.clock.hold()
    try {
      await this.router.load()
      const { method, url } = request
      noteCredentials(request, run.credentials)
      const route = this.router.find(method, url)
      if (route.type === 'refused' && route.by === undefined) return this.refuse(method, url.href, route.message)
      const by = route.type === 'refused' ? route.by! : route
      const { body: read, stream, ...rest } = request
      const streams = stream !== undefined && rest.connection === undefined && hasUpstream(run, by.provider, { ...rest, text: '' })
      const passOn = (): Delivery | undefined =>
        streams ? forward(run, by.provider, { ...rest, text: '', ...sentWith(request.headers, stream()) }) : undefined
      const unread = route.type === 'refused' ? passOn() : undefined
      if (unread !== undefined) return unread
      const body = await inTime(read)
      if (body instanceof ClientTooSlowError)
        return this.#refuseAs(by, { ...rest, text: '' }, { status: 408, message: body.message }, { connection: 'close' })
      const wire = {
        ...rest,
        text: await textOfBody(body, request.headers),
        // Only an upstream gets it, and an open response would hold it.
        ...(run.upstream === undefined && by.provider.forwards !== true ? {} : sentWith(request.headers, body)),
      }
      // No fault acts on a body that is too large to be read.
      const tooLarge = isTooLarge(wire) ? passOn() : undefined
      if (tooLarge !== undefined) return tooLarge
      const opensSocket = wire.connection !== undefined
      if (opensSocket && hasUpstream(run, by.provider, wire)) return this.#refuseAs(by, wire, noUpstreamSocket(url), upgradeTo('HTTP/1.1'))
      const forwarded = route.type === 'refused' && !opensSocket && !isTooLarge(wire) ? forward(run, by.provider, wire) : undefined
      if (forwarded !== undefined) return forwarded
      const other = otherTransport(route, by.provider.name, wire)
      if (other !== undefined) return this.#refuseAs(by, wire, { status: 426, message: other.message }, upgradeTo(other.protocol))
      if (route.type === 'refused') return this.#refuseAs(by, wire, { status: 404, message: route.message })
      // If endpoints share a path, the request body selects one.
      const chosen = route.endpoint.takes === undefined ? route : this.router.find(method, url, wire)
      if (chosen.type === 'refused') return this.refuse(method, url.href, chosen.message)
      return await play(run, chosen.provider, chosen.endpoint, wire)
    } catch (error) {
      if (error instanceof ClientLeftError) return this.refuse(request.method, request.url.href, error.message)
      return refusalOf(this.#noted(run, error))
    } finally {
      release()
    }
  }

  #noted(run: Run, error: unknown): BrownoutError {
    const bug = asBug(error)
    run.journal.report(bug)
    return bug
  }

  /** Answers a request for an unknown endpoint as its provider would. Records it in the journal. */
  #refuseAs(
    by: NonNullable<Extract<Route, { type: 'refused' }>['by']>,
    request: WireRequest,
    refused: { readonly message: string; readonly status: number },
    headers: Readonly<Record<string, string>> = {},
  ): Delivery {
    const run = this.#run()
    const { method, url } = request
    if (by.provider.mayLack?.(method, url) !== true) run.journal.refuse({ method, url: publicAddress(url.href), message: refused.message })
    return refusalBy(unknownEndpoint(run, by, request, refused), headers)
  }

  /** Blocks a request that no provider is set up for and records it in the journal. */
  refuse(method: string, url: string, message: string): Delivery {
    this.#run().journal.refuse({ method, url: publicAddress(url), message })
    return refusal('unhandled_request', message)
  }
}

/** Reads a body. Returns the error if the client is too slow. */
async function inTime(read: IncomingRequest['body']): Promise<Body | ClientTooSlowError> {
  try {
    return await read()
  } catch (error) {
    if (error instanceof ClientTooSlowError) return error
    throw error
  }
}

/** Headers that a response with status 426 must have: the protocol that the client has to use (RFC 9110, 15.5.22 and 7.8). */
function upgradeTo(protocol: string): Readonly<Record<string, string>> {
  return { upgrade: protocol, connection: 'Upgrade' }
}

/** Rejects a WebSocket, since upstreams are only used over HTTP. Clients that try a WebSocket first fall back to HTTP on this status. */
function noUpstreamSocket({ origin, pathname }: URL): { readonly status: number; readonly message: string } {
  return { status: 426, message: `Blocked a WebSocket to ${origin}${pathname}: an upstream answers it, over HTTP only.` }
}

/** Returns the request as sent by the client, for an upstream. A WebSocket handshake is not forwarded. */
function sentWith(headers: WireRequest['headers'] | IncomingHeaders, body: SentRequest['body']): Pick<WireRequest, 'sent'> {
  return 'entries' in headers ? { sent: { headers: () => headers.entries(), body } } : {}
}
