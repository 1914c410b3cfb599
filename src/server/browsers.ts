import type { Provider } from '../engine/model/provider.ts'
import { authorityOf, isLoopback } from './control/guard.ts'
import { writeHead, type Incoming, type Outgoing } from '../sockets/message.ts'

/**
 * Whether a request is a browser's question before a call from a page of another origin.
 * @see https://fetch.spec.whatwg.org/#cors-preflight-request
 */
export function isPreflight({ method, headers }: Incoming): boolean {
  return method === 'OPTIONS' && headers.origin !== undefined && headers['access-control-request-method'] !== undefined
}

/**
 * Whether a browser's page sent a request that is neither the server's own nor one of this machine. A browser names the page
 * (`Origin`, `Sec-Fetch-Site`), and no page can change these headers.
 * @see https://developer.mozilla.org/en-US/docs/Web/HTTP/Reference/Headers/Sec-Fetch-Site
 */
export function isOfForeignPage({ headers }: Pick<Incoming, 'headers'>): boolean {
  const { origin, 'sec-fetch-site': site } = headers
  if (origin === undefined) return site !== undefined && site !== 'same-origin' && site !== 'none'
  const page = URL.parse(origin)
  return page === null || (page.host !== authorityOf({ headers }) && !isLoopback(page.hostname))
}

/** Answers a preflight as the provider does. It permits no call without the header that the provider wants of browsers. */
export function answerPreflight({ headers }: Incoming, { browserHeader }: Provider, response: Outgoing): void {
  const asked = headers['access-control-request-headers']?.toString() ?? ''
  const names = asked.split(',').map((name) => name.trim().toLowerCase())
  const isAllowed = browserHeader === undefined || names.includes(browserHeader)
  const permission = {
    'access-control-allow-origin': '*',
    'access-control-allow-methods': headers['access-control-request-method']!,
    ...(asked === '' ? {} : { 'access-control-allow-headers': asked }),
  }
  writeHead(200, { ...(isAllowed ? permission : {}), 'content-length': '0' }, response)
  response.end()
}

/** Lets a page of another origin read the response to its call, if the provider does. */
export function permitReading({ headers }: Incoming, { browserHeader }: Provider, response: Outgoing): void {
  if (headers.origin === undefined || (browserHeader !== undefined && headers[browserHeader] === undefined)) return
  response.setHeader('access-control-allow-origin', '*')
  response.setHeader('access-control-expose-headers', '*')
}
