import { isTooLarge } from '../base/largest-body.ts'
import { countInputTokens } from '../kit/tokens.ts'
import type { Decoded, Endpoint, ProviderStore } from '../model/provider.ts'
import type { RequestHeaders, WireRequest } from '../model/wire-request.ts'
import { askOf } from './ask-of.ts'
import { keyOf } from './call-key.ts'
import type { Asked } from './run.ts'

/** A decoded request, with values computed from it. */
export interface Understood extends Asked {
  readonly decoded: Decoded
}

/** A decoded request, with the inputs it depends on in addition to its text. */
interface Known {
  readonly provider: string
  readonly address: string
  readonly headers: ReadonlyMap<string, string | null>
  readonly understood: Understood
}

const longestKnown = 16_384
const mostKnown = 128
const known = new WeakMap<Endpoint, Map<string, Known>>()

/**
 * Decodes a request and computes its key. A repeated request, as in retries and in the runs of a search, is not decoded again, unless
 * decoding read the provider's store. The result is frozen, since calls share it.
 */
export function understand(provider: string, endpoint: Endpoint, request: WireRequest, store: ProviderStore): Understood {
  const { text, url } = request
  if (text.length > longestKnown) return decoded(provider, endpoint, request, store)
  const asked = known.get(endpoint) ?? new Map<string, Known>()
  const before = asked.get(text)
  if (before !== undefined && before.provider === provider && before.address === url.href && haveSame(request.headers, before.headers))
    return before.understood
  const read = new Map<string, string | null>()
  const watched = watching(store)
  const understood = decoded(provider, endpoint, { ...request, headers: noting(request.headers, read) }, watched)
  if (watched.isRead) return understood
  if (asked.size >= mostKnown) asked.clear()
  known.set(endpoint, asked.set(text, { provider, address: url.href, headers: read, understood: frozen(understood) }))
  return understood
}

function decoded(provider: string, endpoint: Endpoint, request: WireRequest, store: ProviderStore): Understood {
  const given: Decoded = isTooLarge(request) ? { type: 'problem', problem: { kind: 'request-too-large' } } : endpoint.decode(request, store)
  const ask = askOf(given, request)
  return {
    decoded: given,
    ask,
    key: keyOf(ask, { provider, endpoint: endpoint.name }),
    inputTokens: countInputTokens(ask.messages, ask.tools),
  }
}

/** Wraps a store to record whether it is read. */
function watching(store: ProviderStore): ProviderStore & { readonly isRead: boolean } {
  let isRead = false
  return {
    get isRead() {
      return isRead
    },
    now() {
      isRead = true
      return store.now()
    },
    keep(owner, make) {
      isRead = true
      return store.keep(owner, make)
    },
  }
}

/** Wraps headers to record which of them are read, with their values. */
function noting(headers: RequestHeaders, read: Map<string, string | null>): RequestHeaders {
  const get = (name: string): string | null => {
    const value = headers.get(name)
    read.set(name, value)
    return value
  }
  return { get, has: (name) => get(name) !== null }
}

function haveSame(headers: RequestHeaders, others: ReadonlyMap<string, string | null>): boolean {
  for (const [name, value] of others) if (headers.get(name) !== value) return false
  return true
}

function frozen<Value>(value: Value): Value {
  if (typeof value !== 'object' || value === null || Object.isFrozen(value)) return value
  for (const member of Object.values(value)) frozen(member)
  return Object.freeze(value)
}
