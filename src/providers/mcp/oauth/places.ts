import type { WireRequest } from '../../../kit.ts'

/** The root at which the client reaches the server of a request: its origin, with the path prefix of an emulating server. */
export function rootOf({ url, sentTo }: Pick<WireRequest, 'url' | 'sentTo'>): string {
  if (sentTo === undefined) return url.origin
  const { origin, pathname } = sentTo()
  return origin + (pathname.endsWith(url.pathname) ? pathname.slice(0, -url.pathname.length) : '')
}

/** The path of a server without a slash at its end. */
export function pathOf(url: string): string {
  return new URL(url).pathname.replace(/\/$/, '')
}

/** The address of the metadata of a protected resource (RFC 9728). */
export function resourceMetadataOf(request: Pick<WireRequest, 'url' | 'sentTo'>, serverUrl: string): string {
  return `${rootOf(request)}/.well-known/oauth-protected-resource${pathOf(serverUrl)}`
}
