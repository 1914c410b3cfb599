import type { Provider } from '../engine/model/provider.ts'
import type { Router } from '../gateway/router.ts'

/** Where on a server a provider is reached: its name, then the path of its own base URL, as in `/openai/v1`. */
export function basePathOf({ name, baseUrls }: Provider): string {
  return `/${encodeURIComponent(name)}${new URL(baseUrls[0]!).pathname.replace(/\/$/, '')}`
}

/**
 * The address that a request to a server would have had at the provider. `/openai/v1/responses` names its provider;
 * `/v1/messages` is taken by whoever knows such an endpoint, for tools that are given a host and no path.
 * @returns nothing, where no provider is meant
 */
export function providerUrlOf(method: string, path: string, providers: readonly Provider[], router: Router): URL | undefined {
  const named = providers.find(({ name }) => path.startsWith(`/${encodeURIComponent(name)}/`))
  if (named !== undefined) return atProvider(named, path.slice(encodeURIComponent(named.name).length + 1))
  return providers.map((provider) => atProvider(provider, path)).find((url) => router.find(method, url).type === 'endpoint')
}

function atProvider({ baseUrls }: Provider, path: string): URL {
  return new URL(new URL(baseUrls[0]!).origin + path)
}
