/** The handler of undici 7 and before (Node 24 and before). */
interface OlderHandler {
  onConnect(abort: (reason?: unknown) => void): void
  onHeaders(status: number, rawHeaders: readonly Buffer[], resume: () => void, statusText: string): boolean
  onData(bytes: Uint8Array): boolean
  onComplete(trailers: readonly never[]): void
  onError(error: unknown): void
}

/** The handler of undici 8 (Node 26). */
interface NewerHandler {
  onRequestStart(controller: Controller, context: object): void
  onResponseStart(controller: Controller, status: number, headers: Readonly<Record<string, string | string[]>>, statusText: string): void
  onResponseData(controller: Controller, bytes: Uint8Array): void
  onResponseEnd(controller: Controller, trailers: object): void
  onResponseError(controller: Controller, error: unknown): void
}

/** The controller of an answer in undici 8. */
interface Controller {
  rawHeaders: readonly Buffer[]
  readonly aborted: boolean
  readonly paused: boolean
  abort(reason?: unknown): void
  pause(): void
  resume(): void
}

/** The handler that a dispatcher reports an answer to, of any undici version. */
export type DispatchHandler = OlderHandler | NewerHandler

/** Reports an answer to undici. */
export interface Listener {
  /** @param abort called if the client aborts */
  begin(abort: (reason: unknown) => void): void
  head(status: number, headers: Headers, statusText: string): void
  /** Settles once undici accepts more. */
  data(bytes: Uint8Array): Promise<void>
  end(): void
  fail(error: unknown): void
}

/** Makes a listener for a handler of any version. */
export function listenerOf(handler: DispatchHandler): Listener {
  return 'onRequestStart' in handler ? newer(handler) : older(handler)
}

function rawOf(headers: Headers): Buffer[] {
  return [...headers].flat().map((text) => Buffer.from(text))
}

function older(handler: OlderHandler): Listener {
  let resume = (): void => {}
  return {
    begin: (abort) =>
      handler.onConnect((reason) => {
        abort(reason)
        resume()
        handler.onError(reason)
      }),
    head: (status, headers, statusText) => void handler.onHeaders(status, rawOf(headers), () => resume(), statusText),
    data: (bytes) => (handler.onData(bytes) ? Promise.resolve() : new Promise((resolve) => (resume = resolve))),
    end: () => handler.onComplete([]),
    fail: (error) => handler.onError(error),
  }
}

function newer(handler: NewerHandler): Listener {
  let [isAborted, isPaused, resume] = [false, false, (): void => {}]
  let tellAbort = (_reason: unknown): void => {}
  const controller: Controller = {
    rawHeaders: [],
    get aborted() {
      return isAborted
    },
    get paused() {
      return isPaused
    },
    abort(reason) {
      if (isAborted) return
      isAborted = true
      tellAbort(reason)
      resume()
      handler.onResponseError(controller, reason)
    },
    pause() {
      isPaused = true
    },
    resume() {
      isPaused = false
      resume()
    },
  }
  return {
    begin(abort) {
      tellAbort = abort
      handler.onRequestStart(controller, {})
    },
    head(status, headers, statusText) {
      controller.rawHeaders = rawOf(headers)
      handler.onResponseStart(controller, status, Object.fromEntries(headers), statusText)
    },
    data(bytes) {
      handler.onResponseData(controller, bytes)
      return isPaused ? new Promise((resolve) => (resume = resolve)) : Promise.resolve()
    },
    end: () => handler.onResponseEnd(controller, {}),
    fail: (error) => handler.onResponseError(controller, error),
  }
}
