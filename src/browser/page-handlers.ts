import { http, passthrough, type RequestHandler, type WebSocketHandler } from 'msw'
import type { Chaos } from '../chaos/chaos.ts'
import { partsOf } from '../engine/base/host-pattern.ts'

/**
 * The handlers of a chaos for a worker: `setupWorker(...pageHandlers(chaos))`, or the parameter `msw` of a Storybook add-on. Unlike
 * `chaos.handlers`, they leave the page's own files alone if a provider is at the page's own origin.
 * @example
 * const parameters = { msw: { handlers: pageHandlers(chaos) } }
 */
export function pageHandlers(chaos: Chaos): readonly (RequestHandler | WebSocketHandler)[] {
  const bases = chaos.providers.flatMap(({ baseUrls }) => baseUrls.map(partsOf))
  const paths = bases.filter(({ origin }) => origin === location.origin).map(({ pathname }) => pathname.replace(/\/$/, ''))
  const isFile = ({ url }: Request): boolean => {
    const { origin, pathname } = new URL(url)
    return origin === location.origin && !paths.some((path) => pathname === path || pathname.startsWith(`${path}/`))
  }
  return [
    http.all(
      ({ request }) => isFile(request),
      () => passthrough(),
    ),
    ...chaos.handlers,
  ]
}

/** Loads the providers' code. If their first call did, the worker would hold back the request for the code until the call is answered. */
export async function loadProviders({ providers }: Chaos): Promise<void> {
  await Promise.all(providers.map((provider) => provider.endpoints()))
}
