import type { Provider } from '../engine/model/provider.ts'
import type { Router } from '../gateway/router.ts'

/** Where on a server a provider is reached: its name, then the path of its own base URL, as in `/openai/v1`. */
export function basePathOf({ name, baseUrls }: Provider): string {
  return `/${encodeURIComponent(name)}${new URL(baseUrls[0]!).pathname.replace(/\/$/, '')}`
}

/** Gives the address that a request to a server would have had at the provider; `undefined` if no provider is meant. */
export type AddressAtProvider = (method: string, path: string) => URL | undefined

/**
 * Where requests to a server go. `/openai/v1/responses` names its provider; `/v1/messages` is taken by whoever knows such an
 * endpoint, for tools that are given a host and no path.
 */
export function addressesOf(providers: readonly Provider[], router: Router): AddressAtProvider {
  const places = providers.map(({ name, baseUrls }) => ({ folder: `/${encodeURIComponent(name)}`, origin: new URL(baseUrls[0]!).origin }))
  return (method, path) => {
    const named = places.find(({ folder }) => path.startsWith(`${folder}/`))
    if (named !== undefined) return new URL(named.origin + path.slice(named.folder.length))
    return places.map(({ origin }) => new URL(origin + path)).find((url) => router.find(method, url).type === 'endpoint')
  }
}
