import { HttpNetworkFrame, NetworkSource } from 'msw/experimental'
import { installedClock } from '../engine/model/clock.ts'
import { directAnswerOf, type DirectAnswer } from '../gateway/direct-answer.ts'
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
  #direct: readonly DirectAnswer[] = []
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

  /** Those of brownout's that are asked before any of the user's are asked directly, which halves what a call costs. */
  showHandlers(handlers: readonly object[]): void {
    const direct = handlers.map(directAnswerOf)
    const end = direct.indexOf(undefined)
    this.#direct = direct.slice(0, end < 0 ? direct.length : end).filter((answer) => answer !== undefined)
  }

  async #fetch(input: Parameters<Fetch>[0], init: RequestInit | undefined): Promise<Response> {
    const callerSignal = init?.signal ?? (input instanceof Request ? input.signal : undefined)
    callerSignal?.throwIfAborted()
    installedClock()?.touch()
    const upstream = new AbortController()
    const outcome = Promise.withResolvers<Response>()
    const abort = (): void => {
      const reason: unknown = callerSignal?.reason
      upstream.abort(reason)
      outcome.reject(reason)
    }
    const direct = this.#directAnswerTo(input)
    const request = new Request(input, { ...init, signal: direct === undefined ? upstream.signal : null })
    const response = direct === undefined ? this.#throughMsw(request, input, init) : answerOf(direct, request, upstream.signal)
    response.then(outcome.resolve, outcome.reject)
    callerSignal?.addEventListener('abort', abort, { once: true })
    try {
      const response = await outcome.promise
      Object.defineProperty(response, 'url', { value: request.url })
      // An abort after the headers breaks the body, as it does over a socket.
      if (callerSignal != null) breakOnAbort(response, callerSignal)
      return response
    } finally {
      callerSignal?.removeEventListener('abort', abort)
      installedClock()?.touch()
    }
  }

  #directAnswerTo(input: Parameters<Fetch>[0]): DirectAnswer | undefined {
    // MSW marks in this header what a handler has let through with `bypass`.
    if (input instanceof Request && input.headers.get('accept')?.includes('msw/passthrough') === true) return undefined
    const url = URL.parse(input instanceof Request ? input.url : input)
    return url === null ? undefined : this.#direct.find((answer) => answer.knows(url))
  }

  async #throughMsw(request: Request, input: Parameters<Fetch>[0], init: RequestInit | undefined): Promise<Response> {
    const frame = new FetchFrame(request, () => this.#real!(input, init))
    this.#inFlight.add(request)
    this.queue(frame).catch((error: unknown) => frame.errorWith(error))
    try {
      return await frame.outcome.promise
    } finally {
      this.#inFlight.delete(request)
    }
  }
}

async function answerOf(direct: DirectAnswer, request: Request, signal: AbortSignal): Promise<Response> {
  try {
    return await direct.answer(request, signal)
  } catch (error) {
    throw new TypeError('fetch failed', { cause: error })
  }
}
