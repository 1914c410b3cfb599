import { suggestion } from '../engine/base/nearest.ts'
import type { Endpoint, ProcessCommand, Provider } from '../engine/model/provider.ts'
import type { WireRequest } from '../engine/model/wire-request.ts'
import { knownHost } from './known-hosts.ts'
import { matcherOf, partsOf } from '../engine/base/host-pattern.ts'

/** The target of a request: an endpoint, or none, with the reason, and the provider that rejects it if there is one. */
export type Route =
  | { readonly type: 'endpoint'; readonly provider: Provider; readonly endpoint: Endpoint }
  | { readonly type: 'refused'; readonly message: string; readonly by?: { readonly provider: Provider; readonly endpoint: Endpoint } }

/** Finds the provider and the endpoint of a request. */
export interface Router {
  /** Returns whether a request is for a provider: one that is set up, or one that must not be reached by accident. */
  knows(url: URL): boolean
  /** The address of the provider that a command starts. `undefined` if it starts none. */
  addressOf(command: string, args: readonly string[]): URL | undefined
  /** Loads the wire formats, so that `find` can search their endpoints. `undefined` once they are loaded. */
  load(): Promise<void> | undefined
  /**
   * @param request selects among endpoints that share a path. Without it, the first of them is returned
   * @throws Error if the wire formats are not loaded
   */
  find(method: string, url: URL, request?: WireRequest): Route
}

interface Base {
  readonly provider: Provider
  readonly path: string
}

/** Origins with a `*` in their host, each with a test for matching origins. */
interface OpenBases {
  readonly matches: (origin: string) => boolean
  readonly bases: readonly Base[]
}

/**
 * Makes a router whose cost does not depend on the number of providers: one look-up by origin. Only hosts that differ by account or region
 * (`https://*.openai.azure.com`) are tested one by one.
 */
export function routerOf(providers: readonly Provider[]): Router {
  const basesByOrigin = new Map<string, Base[]>()
  for (const provider of providers) {
    for (const baseUrl of provider.baseUrls) {
      const { origin, pathname } = partsOf(baseUrl)
      const bases = basesByOrigin.get(origin) ?? []
      bases.push({ provider, path: pathname.replace(/\/$/, '') })
      basesByOrigin.set(origin, bases)
    }
  }
  for (const bases of basesByOrigin.values()) bases.sort((a, b) => b.path.length - a.path.length)
  const open: readonly OpenBases[] = [...basesByOrigin]
    .filter(([origin]) => origin.includes('*'))
    .map(([origin, bases]) => ({ matches: matcherOf(origin), bases }))
  const basesOf = (origin: string): readonly Base[] | undefined =>
    basesByOrigin.get(origin) ?? open.find(({ matches }) => matches(origin))?.bases
  const endpoints = new Map<Provider, readonly Endpoint[]>()
  const loadAll = async (): Promise<void> => {
    for (const provider of providers) endpoints.set(provider, await provider.endpoints())
  }
  // Every call waits for all wire formats, in turn: the order of calls must not depend on which of them were loaded before.
  let loading: Promise<void> | undefined
  const endpointsOf = (provider: Provider): readonly Endpoint[] => {
    const loaded = endpoints.get(provider)
    if (loaded === undefined) throw new Error(`The wire format of ${provider.name} is not loaded.`)
    return loaded
  }
  return {
    load: () => (endpoints.size === providers.length ? undefined : (loading ??= loadAll())),
    addressOf(command, args) {
      const started = providers.find(({ process }) => process !== undefined && isStartedBy(process, command, args))
      return started && new URL(started.baseUrls[0]!)
    },
    knows: (url) => basesOf(url.origin) !== undefined || knownHost(url.hostname) !== undefined,
    find(method, url, request) {
      const bases = basesOf(url.origin) ?? []
      for (const { provider, path } of bases) {
        if (path !== '' && url.pathname !== path && !url.pathname.startsWith(`${path}/`)) continue
        // Servers ignore a slash at the end of a path.
        const below = url.pathname.slice(path.length).replace(/\/+$/, '')
        const endpoint = endpointsOf(provider).find(
          (candidate) =>
            candidate.method === method &&
            isPath(candidate.path, below) &&
            (request === undefined || candidate.takes === undefined || candidate.takes(request)),
        )
        if (endpoint !== undefined) return { type: 'endpoint', provider, endpoint }
      }
      const message = refusalOf(method, url, bases, providers, endpointsOf)
      const provider = bases[0]?.provider
      return provider === undefined
        ? { type: 'refused', message }
        : { type: 'refused', message, by: { provider, endpoint: endpointsOf(provider)[0]! } }
    },
  }
}

/** Whether a command starts a process. */
export function isStartedBy(started: ProcessCommand, command: string, args: readonly string[]): boolean {
  return started.command === command && isSame(started.args ?? args, args)
}

function isSame(some: readonly string[], others: readonly string[]): boolean {
  return some.length === others.length && some.every((text, index) => text === others[index])
}

function isPath(expected: string | RegExp, path: string): boolean {
  return typeof expected === 'string' ? path === expected : expected.test(path)
}

function refusalOf(
  method: string,
  url: URL,
  bases: readonly Base[],
  providers: readonly Provider[],
  endpointsOf: (provider: Provider) => readonly Endpoint[],
): string {
  const blocked = `Blocked ${method} ${url.origin}${url.pathname}`
  if (bases.length === 0) {
    const { owner = 'this provider', setUp } = knownHost(url.hostname) ?? {}
    const now = `Set up now: ${providers.map((provider) => provider.name).join(', ') || 'none'}.`
    return setUp === undefined
      ? `${blocked}: ${url.hostname} (${owner}) is not emulated. Nothing was sent. Answer it with an MSW handler: withChaos({ handlers: [http.post(url, resolver)] }). If it has the wire format of a provider, set that up with its baseURL. ${now}`
      : `${blocked}: ${owner} is not set up here. Nothing was sent. Add ${setUp} to the option "providers" of brownout() or withChaos(). ${now}`
  }
  const all = bases.flatMap(({ provider, path }) =>
    endpointsOf(provider).map((endpoint) => `${endpoint.method} ${path}${endpoint.readablePath ?? String(endpoint.path)}`),
  )
  // The body distinguishes endpoints that share a path.
  const offered = [...new Set(all)]
  return `${blocked}: ${bases[0]!.provider.name} is emulated, but not this endpoint. Nothing was sent.${suggestion(`${method} ${url.pathname}`, offered)}`
}
