import { HttpNetworkFrame, NetworkSource } from 'msw/experimental'
import { installedClock } from '../engine/model/clock.ts'
import { breakOnAbort } from '../gateway/response.ts'

type Fetch = typeof globalThis.fetch

/**
 * One call of `fetch`, as a frame of MSW's network. What a handler answers reaches the client as it is: no socket and no
 * copy lies between, so a broken connection carries its exact cause, and bytes come as the client reads them.
 */
class FetchFrame extends HttpNetworkFrame {
  readonly outcome = Promise.withResolvers<Response>()
  readonly #passThrough: () => Promise<Response>

  constructor(request: Request, passThrough: () => Promise<Response>) {
    super({ request })
    this.#passThrough = passThrough
    this.outcome.promise.catch(() => {})
  }

  override respondWith(response?: Response): void {
    if (response === undefined) return
    // MSW's way to say "network error", for handlers of the user's own.
    if (response.type === 'error') this.errorWith(response)
    else this.outcome.resolve(response)
  }

  override passthrough(): void {
    this.#passThrough().then(this.outcome.resolve, this.outcome.reject)
  }

  override errorWith(reason?: unknown): void {
    if (reason instanceof Response && reason.type !== 'error') this.respondWith(reason)
    else this.outcome.reject(new TypeError('fetch failed', { cause: reason }))
  }
}

/**
 * A source of MSW's network that stands in for `fetch` itself. Against MSW's own interceptors it costs a fifth, has no I/O
 * that a virtual clock could overtake, and keeps back-pressure; in return it sees `fetch` only.
 */
export class FetchSource extends NetworkSource<FetchFrame> {
  #real: Fetch | undefined
  // A request that nothing refers to loses its signal to the garbage collector, and an abort with it.
  readonly #inFlight = new Set<Request>()

  override enable(): void {
    this.#real = globalThis.fetch
    globalThis.fetch = (input, init) => this.#fetch(input, init)
  }

  override disable(): void {
    void super.disable()
    if (this.#real !== undefined) globalThis.fetch = this.#real
    this.#real = undefined
  }

  async #fetch(input: Parameters<Fetch>[0], init: RequestInit | undefined): Promise<Response> {
    const callerSignal = init?.signal ?? (input instanceof Request ? input.signal : undefined)
    callerSignal?.throwIfAborted()
    installedClock()?.touch()
    const upstream = new AbortController()
    const request = new Request(input, { ...init, signal: upstream.signal })
    const frame = new FetchFrame(request, () => this.#real!(input, init))
    this.#inFlight.add(request)
    const abort = (): void => {
      const reason: unknown = callerSignal?.reason
      upstream.abort(reason)
      frame.outcome.reject(reason)
    }
    callerSignal?.addEventListener('abort', abort, { once: true })
    this.queue(frame).catch((error: unknown) => frame.errorWith(error))
    try {
      return this.#watched(await frame.outcome.promise, request, callerSignal)
    } finally {
      callerSignal?.removeEventListener('abort', abort)
      this.#inFlight.delete(request)
      installedClock()?.touch()
    }
  }

  /** An abort after the headers breaks the body, as it does over a socket. */
  #watched(response: Response, request: Request, signal: AbortSignal | undefined | null): Response {
    Object.defineProperty(response, 'url', { value: request.url })
    if (signal != null) breakOnAbort(response, signal)
    return response
  }
}
