import { installedClock } from '../engine/model/clock.ts'
import { builtin } from '../time/patches/patching.ts'
import { listenerOf, type DispatchHandler, type Listener } from './dispatch-handler.ts'

/** The request that undici passes to a dispatcher. */
interface DispatchOptions {
  readonly origin: string | URL
  readonly path: string
  readonly method: string
  readonly headers?: Readonly<Record<string, string>> | readonly string[] | null
  readonly body?: unknown
  /** The requested protocol, if it is another one. */
  readonly upgrade?: string | boolean | null
}

interface Dispatcher {
  dispatch(options: DispatchOptions, handler: DispatchHandler): boolean
}

/** The keys of undici's dispatcher: the first up to version 7 (Node 24 and before), the second in version 8 (Node 26). */
const places = [Symbol.for('undici.globalDispatcher.1'), Symbol.for('undici.globalDispatcher.2')] as const

/**
 * Intercepts the `fetch` that a client captured before the network opened, as the official SDKs do if a client is created at the top of a
 * file: Node's own fetch uses a global dispatcher for each request. Has no effect outside of Node.
 * @param wants selects the requests to intercept
 * @returns a function that restores it
 */
export function takeCapturedFetch(fetch: typeof globalThis.fetch, wants: (url: URL) => boolean): () => void {
  // Node loads its fetch at first use and only then sets the dispatcher to restore.
  void new Request('http://localhost')
  const home = homeOfFetch()
  const giveBack = places.map((place) => replaceDispatcher(home, place, fetch, wants))
  return () => {
    for (const give of giveBack) give()
  }
}

function replaceDispatcher(home: Home, place: Place, fetch: typeof globalThis.fetch, wants: (url: URL) => boolean): () => void {
  const real = home[place]
  if (real === undefined) return () => {}
  const dispatch = (options: DispatchOptions, handler: DispatchHandler): boolean => {
    const url = new URL(options.path, options.origin)
    // A WebSocket is not a fetch: it connects to an emulated connection itself.
    if (!wants(url) || options.upgrade === 'websocket') return real.dispatch(options, handler)
    void answer(fetch, url, options, listenerOf(handler))
    return true
  }
  home[place] = new Proxy(real, { get: (target, key) => (key === 'dispatch' ? dispatch : (Reflect.get(target, key) as unknown)) })
  return () => {
    home[place] = real
  }
}

type Place = (typeof places)[number]
type Home = { [Name in Place]?: Dispatcher }

/**
 * Returns the global object with the dispatcher of Node's fetch: Node's own, not that of a test that its runner has put into another
 * context, as jest does.
 */
function homeOfFetch(): Home {
  const vm = builtin<{ runInThisContext(code: string): object }>('node:vm')
  return vm?.runInThisContext('globalThis') ?? globalThis
}

/** Sends one undici request to the network instead and reports its answer to undici. */
async function answer(fetch: typeof globalThis.fetch, url: URL, options: DispatchOptions, listener: Listener): Promise<void> {
  const controller = new AbortController()
  const release = installedClock()?.hold()
  try {
    listener.begin((reason) => controller.abort(reason))
    const body = await collect(options.body)
    const response = fetch(url, {
      method: options.method,
      headers: headersOf(options.headers),
      signal: controller.signal,
      ...(body === undefined ? {} : { body }),
    })
    release?.()
    const { status, headers, statusText, body: stream } = await response
    listener.head(status, headers, statusText)
    for await (const bytes of stream ?? []) await listener.data(Buffer.from(bytes))
    listener.end()
  } catch (error) {
    release?.()
    // undici's fetch wraps errors ("fetch failed", "terminated") again.
    if (!controller.signal.aborted) listener.fail((error as Error).cause ?? error)
  }
}

function headersOf(headers: DispatchOptions['headers']): Headers {
  if (headers == null) return new Headers()
  if (!Array.isArray(headers)) return new Headers(headers as Record<string, string>)
  return new Headers(
    Array.from(
      { length: headers.length / 2 },
      (_, index) => [String(headers[2 * index]), String(headers[2 * index + 1])] as [string, string],
    ),
  )
}

async function collect(body: unknown): Promise<Uint8Array<ArrayBuffer> | string | undefined> {
  if (body == null) return undefined
  if (typeof body === 'string') return body
  if (body instanceof Uint8Array) return new Uint8Array(body)
  const pieces: Uint8Array[] = []
  for await (const piece of body as AsyncIterable<Uint8Array | string>)
    pieces.push(typeof piece === 'string' ? new TextEncoder().encode(piece) : piece)
  return new Uint8Array(await new Blob(pieces as BlobPart[]).arrayBuffer())
}
