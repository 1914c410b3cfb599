import type { RequestHandler } from 'msw'
import { defineNetwork } from 'msw/experimental'
import { BrownoutError } from '../engine/base/errors.ts'
import { activeSession } from '../time/index.ts'
import { takeCapturedFetch } from './captured-fetch.ts'
import { FetchSource } from './fetch-source.ts'
import { guardProviders } from './guard.ts'

/** Whoever answers requests while the network is open. */
export interface Responder {
  readonly handlers: readonly RequestHandler[]
  /** Which requests are its own, also where a client took hold of `fetch` beforehand. */
  knows(url: URL): boolean
  /** Hears of a client that tried to reach a provider past the handlers. */
  escaped(attempt: { readonly host: string; readonly message: string }): void
}

/**
 * The one network of a process: `fetch` is one, so there is one of these. It opens with its first responder and closes with
 * its last; a request goes to the first handler that wants it, those of the latest responder first.
 */
class Network {
  readonly #responders: Responder[] = []
  readonly #source = new FetchSource()
  readonly #network = defineNetwork({ sources: [this.#source], handlers: [], onUnhandledFrame: 'bypass', context: { quiet: true } })
  readonly #giveBack: (() => void)[] = []

  add(responder: Responder): void {
    // The end of virtual time puts back the fetch that was there at its beginning: it would end the interception with it.
    if (this.#responders.length === 0 && activeSession() !== undefined)
      throw new BrownoutError('Cannot intercept fetch: virtual time is in force already. Call chaos.intercept() before virtualTime().')
    this.#responders.push(responder)
    this.#showHandlers()
    if (this.#responders.length > 1) return
    this.#giveBack.push(guardProviders((attempt) => this.#responders.at(-1)?.escaped(attempt)))
    void this.#network.enable()
    this.#giveBack.push(takeCapturedFetch(globalThis.fetch, (url) => this.#responders.some((other) => other.knows(url))))
  }

  remove(responder: Responder): void {
    const place = this.#responders.indexOf(responder)
    if (place < 0) return
    this.#responders.splice(place, 1)
    this.#showHandlers()
    if (this.#responders.length > 0) return
    void this.#network.disable()
    for (const giveBack of this.#giveBack.splice(0).toReversed()) giveBack()
  }

  #showHandlers(): void {
    const handlers = this.#responders.toReversed().flatMap((responder) => [...responder.handlers])
    this.#network.resetHandlers(...handlers)
    this.#source.showHandlers(handlers)
  }
}

let network: Network | undefined

/**
 * Lets a responder answer what `fetch` asks, and keeps every client from reaching a provider for real.
 * @returns a function that takes the responder away
 * @throws BrownoutError where it is the first and virtual time is in force already
 */
export function intercept(responder: Responder): () => void {
  const current = (network ??= new Network())
  current.add(responder)
  return () => current.remove(responder)
}
