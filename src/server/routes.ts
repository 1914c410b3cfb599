import { RecentMap } from '../engine/base/recent.ts'
import type { Provider } from '../engine/model/provider.ts'
import type { Router } from '../gateway/router.ts'

/** The path of a provider on a server: its name, then the path of its own base URL, as in `/openai/v1`. */
export function basePathOf({ name, baseUrls }: Provider): string {
  return `/${encodeURIComponent(name)}${new URL(baseUrls[0]!).pathname.replace(/\/$/, '')}`
}

/**
 * Gives the address that a request to a server would have had at the provider; `undefined` if no provider is meant.
 * @param host that the client has used: a provider's own, if its name leads to the server
 */
export type AddressAtProvider = (method: string, path: string, host?: string | null) => URL | undefined

/**
 * Returns the target of requests to a server. `/openai/v1/responses` names its provider; `/v1/messages` goes to a provider that has such an
 * endpoint, for tools that are given a host and no path. If no provider has it with this method, a provider with the path responds: a
 * client that looks for a WebSocket at `GET /v1/responses` continues after the provider's own 404. Some clients add `/v1` to a base
 * URL themselves, and some expect it there: both work.
 */
export function addressesOf(providers: readonly Provider[], router: Router): AddressAtProvider {
  const places = providers.map(({ name, baseUrls }) => {
    const { origin, pathname } = new URL(baseUrls[0]!)
    return { folder: `/${encodeURIComponent(name)}`, origin, base: pathname.replace(/\/$/, '') }
  })
  const origins = ownOrigins(providers)
  const takenBy = (method: string, urls: readonly URL[]): URL | undefined =>
    [method, 'POST', 'GET'].map((tried) => urls.find((url) => router.find(tried, url).type === 'endpoint')).find((url) => url !== undefined)
  const find: AddressAtProvider = (method, path, host) => {
    const named = places.find(({ folder }) => path.startsWith(`${folder}/`))
    if (named !== undefined) {
      const urls = addressesBelow(named, path.slice(named.folder.length))
      return takenBy(method, urls) ?? urls[0]
    }
    const origin = host == null ? undefined : origins.get(host.replace(/:\d+$/, ''))
    if (origin !== undefined) return new URL(origin + path)
    // A path without a version, such as `/chat/completions`, is below the base of the first provider that has it there.
    return takenBy(
      method,
      places.flatMap((place) => addressesBelow(place, path)),
    )
  }
  const found = new RecentMap<string, URL | undefined>(mostAddresses)
  return (method, path, host) => {
    const request = JSON.stringify([method, path, host])
    if (!found.has(request)) found.set(request, find(method, path, host))
    return found.get(request)
  }
}

/** How many addresses are kept: those of open requests need less memory if they are shared. */
const mostAddresses = 100

/** A path at a provider: as it is, below the path of its base URL, and below `/v1`. */
function addressesBelow({ origin, base }: { readonly origin: string; readonly base: string }, path: string): readonly URL[] {
  const prefixes = new Set(['', base, ...(/^\/v\d/.test(path) ? [] : ['/v1'])])
  return [...prefixes].map((prefix) => new URL(origin + prefix + path))
}

/** The origins of providers by their hosts, without those of this machine, at which the server itself can be. */
function ownOrigins(providers: readonly Provider[]): ReadonlyMap<string, string> {
  const urls = providers.flatMap(({ baseUrls }) => baseUrls).filter((url) => !url.includes('*'))
  const all = urls.map((url) => new URL(url)).map(({ hostname, origin }) => [hostname, origin] as const)
  return new Map(all.filter(([hostname]) => !/^(?:localhost|127\..*|\[::1\])$/.test(hostname)))
}
