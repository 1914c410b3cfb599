import { HttpNetworkFrame, NetworkSource } from 'msw/experimental'

/** One call of `fetch`, as a frame of MSW's network. */
class FetchFrame extends HttpNetworkFrame {
  readonly outcome = Promise.withResolvers<Response>()
  readonly #next: () => Promise<Response>

  constructor(request: Request, next: () => Promise<Response>) {
    super({ request })
    this.#next = next
    this.outcome.promise.catch(() => {})
  }

  override respondWith(response?: Response): void {
    if (response === undefined) return
    // MSW's way to say "network error".
    if (response.type === 'error') this.errorWith(response)
    else this.outcome.resolve(response)
  }

  override passthrough(): void {
    this.#next().then(this.outcome.resolve, this.outcome.reject)
  }

  override errorWith(reason?: unknown): void {
    if (reason instanceof Response && reason.type !== 'error') this.respondWith(reason)
    else this.outcome.reject(new TypeError('fetch failed', { cause: reason }))
  }
}

/**
 * A source of MSW's network that is asked by whoever has taken over `fetch`. Against MSW's own interceptors it costs a fifth,
 * and has no I/O that a virtual clock could overtake; in return it sees `fetch` only.
 */
export class FetchSource extends NetworkSource<FetchFrame> {
  override enable(): void {}

  /**
   * Asks the handlers.
   * @param next is asked if no handler answers
   */
  async fetch(request: Request, signal: AbortSignal | undefined, next: () => Promise<Response>): Promise<Response> {
    const frame = new FetchFrame(request, next)
    const abort = (): void => frame.outcome.reject(signal?.reason)
    signal?.addEventListener('abort', abort, { once: true })
    this.queue(frame).catch((error: unknown) => frame.errorWith(error))
    try {
      const response = await frame.outcome.promise
      return response.url === '' ? Object.defineProperty(response, 'url', { value: request.url }) : response
    } finally {
      signal?.removeEventListener('abort', abort)
    }
  }
}
