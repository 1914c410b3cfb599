import type { Provider } from '../engine/model/provider.ts'
import type { Router } from '../gateway/router.ts'

/** Where on a server a provider is reached: its name, then the path of its own base URL, as in `/openai/v1`. */
export function basePathOf({ name, baseUrls }: Provider): string {
  return `/${encodeURIComponent(name)}${new URL(baseUrls[0]!).pathname.replace(/\/$/, '')}`
}

/** Gives the address that a request to a server would have had at the provider; `undefined` if no provider is meant. */
export type AddressAtProvider = (method: string, path: string) => URL | undefined

/**
 * Where requests to a server go. `/openai/v1/responses` names its provider; `/v1/messages` is taken by code that knows such an
 * endpoint, for tools that are given a host and no path. If no provider has it with this method, a provider with the path responds: a
 * client that looks for a WebSocket at `GET /v1/responses` continues after the provider's own 404.
 */
export function addressesOf(providers: readonly Provider[], router: Router): AddressAtProvider {
  const places = providers.map(({ name, baseUrls }) => {
    const { origin, pathname } = new URL(baseUrls[0]!)
    return { folder: `/${encodeURIComponent(name)}`, origin, base: pathname.replace(/\/$/, '') }
  })
  return (method, path) => {
    const named = places.find(({ folder }) => path.startsWith(`${folder}/`))
    if (named !== undefined) return new URL(named.origin + path.slice(named.folder.length))
    // A path without a version, such as `/chat/completions`, is below the base of the first provider that has it there.
    const urls = places.flatMap(({ origin, base }) => [new URL(origin + path), ...(base === '' ? [] : [new URL(origin + base + path)])])
    const takenBy = (tried: string): URL | undefined => urls.find((url) => router.find(tried, url).type === 'endpoint')
    return takenBy(method) ?? takenBy('POST') ?? takenBy('GET')
  }
}
