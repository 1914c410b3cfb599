import { bodyOfRequest } from '../gateway/body-text.ts'
import type { IncomingRequest } from '../gateway/answerer.ts'
import { timeoutsOf, type ClientTimeouts } from './client-timeouts.ts'

export type Fetch = typeof globalThis.fetch

/** The request of a `fetch` call and its abort signal. */
export interface Asked extends IncomingRequest {
  readonly signal: AbortSignal | undefined
  /** What the caller sets instead of undici's timeouts. */
  readonly timeouts: ClientTimeouts
  /** Returns the same as a new Request each time. */
  request(): Request
  /** Sends the same request with another `fetch`. */
  of(fetch: Fetch): Promise<Response>
}

/** The options of a `fetch` call that can be read without a Request. */
const plainOptions: ReadonlySet<string> = new Set(['method', 'headers', 'body', 'signal'])

/**
 * Reads a call of `fetch`. One with a URL, a method, headers, a text and a signal, as every SDK sends it, is read directly: a `Request`
 * costs as much as the complete answer.
 * @throws TypeError, as in `fetch`, if the call is invalid
 */
export function askedBy(input: Parameters<Fetch>[0], init: RequestInit | undefined): Asked {
  return plainlyAsked(input, init) ?? askedByRequest(input, init)
}

function plainlyAsked(input: Parameters<Fetch>[0], init: RequestInit = {}): Asked | undefined {
  if (input instanceof Request) return undefined
  for (const option in init) if (!plainOptions.has(option)) return undefined
  const { method = 'GET', body, signal } = init
  if (method !== 'POST' && (method !== 'GET' || body != null)) return undefined
  if (body != null && typeof body !== 'string') return undefined
  const url = urlOf(input)
  if (url === undefined) return undefined
  const headers = new Headers(init.headers)
  if (body != null && !headers.has('content-type')) headers.set('content-type', 'text/plain;charset=UTF-8')
  return {
    method,
    url,
    headers,
    body: () => body ?? '',
    signal: signal ?? undefined,
    timeouts: {},
    request: () => new Request(input, init),
    of: (fetch) => fetch(input, init),
  }
}

/** Returns `undefined` for an address that `fetch` rejects or treats specially. */
function urlOf(input: string | URL): URL | undefined {
  const url = URL.parse(String(input))
  return url === null || url.username !== '' || url.password !== '' ? undefined : url
}

/**
 * Keeps a Request alive as long as its signal. A collected one does not pass on the abort of its caller, also not in Node's own fetch, so a
 * run would depend on when garbage is collected.
 */
const requestOf = new WeakMap<AbortSignal, Request>()

function signalOf(input: Parameters<Fetch>[0], init: RequestInit | undefined): AbortSignal | undefined {
  if (init?.signal) return init.signal
  if (!(input instanceof Request)) return undefined
  requestOf.set(input.signal, input)
  return input.signal
}

function askedByRequest(input: Parameters<Fetch>[0], init: RequestInit | undefined): Asked {
  const signal = signalOf(input, init)
  const request = new Request(input, { ...init, signal: null })
  const { method, headers } = request
  const copy = (): Request => new Request(request.clone(), signal === undefined ? {} : { signal })
  return {
    method,
    url: new URL(request.url),
    headers,
    body: () => bodyOfRequest(request),
    signal,
    timeouts: timeoutsOf((init as { readonly dispatcher?: object } | undefined)?.dispatcher),
    request: copy,
    of: (fetch) => fetch(copy()),
  }
}
