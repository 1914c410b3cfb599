import { BrownoutError } from '../engine/base/errors.ts'
import { installedClock, type Clock } from '../engine/model/clock.ts'
import type { Answerer } from '../gateway/answerer.ts'
import { isLeaving } from '../gateway/leaving.ts'
import { answerFetch } from './answered-fetch.ts'
import { answerSockets } from '../sockets/answer-sockets.ts'
import { answerCommands, type Startable } from '../stdio/answer-commands.ts'
import { askedBy, type Asked, type Fetch } from './asked.ts'
import { takeCapturedFetch } from './captured-fetch.ts'
import { guardProviders, type Attempt } from './guard.ts'

/** Why a client that reaches the guard is not answered. */
const otherProtocol =
  'Clients on fetch, node:http, axios and undici are answered, over HTTP/1.1. This one connects in another way, such as gRPC or HTTP/2: give it a transport over HTTP/1.1, such as the NodeHttpHandler of the AWS SDK or the REST transport of a Google client.'

/** Answers a call of `fetch`, or leaves it to the next one. */
export type Handle = (asked: Asked, next: () => Promise<Response>) => Promise<Response>

/** Answers requests while the network is open. */
export interface Responder {
  /** Answers other calls of the app. It runs first. */
  readonly handle?: Handle | undefined
  /** Emulates the providers. */
  readonly gateway?: Answerer
  /** Called for a client that tried to reach a provider past the network. */
  escaped(attempt: Attempt): void
}

/**
 * The network of a process: there is one `fetch`, so there is one of these. It opens with its first responder and closes with its last. A
 * request goes to the users' handlers, then to the gateways, those of the latest responder first.
 */
class Network {
  readonly #responders: Responder[] = []
  readonly #giveBack: (() => void)[] = []
  #handles: readonly Handle[] = []
  #real: Fetch = globalThis.fetch

  add(responder: Responder): void {
    // The end of virtual time restores the fetch from its start, which would end the interception.
    if (this.#responders.length === 0 && isVirtual(installedClock()))
      throw new BrownoutError('Cannot intercept fetch: virtual time is active already. Call chaos.intercept() before virtualTime().')
    this.#responders.unshift(responder)
    this.#useHandles()
    if (this.#responders.length === 1) this.#open()
  }

  remove(responder: Responder): void {
    const place = this.#responders.indexOf(responder)
    if (place < 0) return
    this.#responders.splice(place, 1)
    this.#useHandles()
    if (this.#responders.length > 0) return
    for (const giveBack of this.#giveBack.splice(0).toReversed()) giveBack()
  }

  #open(): void {
    this.#giveBack.push(
      guardProviders({ isInForce: () => !isLeaving(), reason: otherProtocol, report: (attempt) => this.#responders[0]?.escaped(attempt) }),
    )
    this.#giveBack.push(answerSockets((url) => (isLeaving() ? undefined : this.#gatewayOf(url))))
    this.#giveBack.push(answerCommands((command, args) => (isLeaving() ? undefined : this.#startedBy(command, args))))
    this.#real = globalThis.fetch
    globalThis.fetch = async (input, init) => this.#fetch(askedBy(input, init))
    this.#giveBack.push(() => {
      globalThis.fetch = this.#real
    })
    this.#giveBack.push(takeCapturedFetch(globalThis.fetch, (url) => this.#gatewayOf(url) !== undefined))
  }

  #useHandles(): void {
    this.#handles = this.#responders.flatMap(({ handle }) => handle ?? [])
  }

  #gatewayOf(url: URL): Answerer | undefined {
    return this.#responders.find(({ gateway }) => gateway?.knows(url))?.gateway
  }

  #startedBy(command: string, args: readonly string[]): Startable | undefined {
    for (const { gateway } of this.#responders) {
      const url = gateway?.addressOf(command, args)
      if (gateway !== undefined && url !== undefined) return { url, answerer: gateway }
    }
    return undefined
  }

  async #fetch(asked: Asked): Promise<Response> {
    asked.signal?.throwIfAborted()
    if (this.#handles.length === 0) return this.#answer(asked)
    installedClock()?.touch()
    try {
      return await this.#handles.reduceRight<() => Promise<Response>>(
        (next, handle) => () => handle(asked, next),
        () => this.#answer(asked),
      )()
    } finally {
      installedClock()?.touch()
    }
  }

  #answer(asked: Asked): Promise<Response> {
    const gateway = this.#gatewayOf(asked.url)
    return gateway === undefined ? asked.of(this.#real) : answerFetch(gateway, asked)
  }
}

/** A clock in real time has no turns to give. */
function isVirtual(clock: Clock | undefined): boolean {
  return clock?.choosesOrder !== undefined
}

let network: Network | undefined

/**
 * Lets a responder answer `fetch` calls and keeps every client from reaching a real provider.
 * @returns a function that removes the responder
 * @throws BrownoutError if it is the first and virtual time is already active
 */
export function intercept(responder: Responder): () => void {
  const current = (network ??= new Network())
  current.add(responder)
  return () => current.remove(responder)
}
