import type { ConnectionError } from '../engine/base/connection.ts'
import { tolerable } from './tolerable-error.ts'

/**
 * Returns a response for a connection that broke before the headers. MSW prints anything that a handler throws, twice. An error that is
 * thrown while MSW checks whether a response means "passthrough" (a 302 with a special header) reaches the client unchanged and is not
 * printed (msw, core/experimental/frames/http-frame.ts). The service worker of a page returns the response, which can only be an error without
 * a cause.
 */
export function brokenConnection(error: ConnectionError): Response {
  if (isPage()) return Response.error()
  const fail = (): never => {
    throw tolerable(error)
  }
  return Object.defineProperties(new Response(null), { status: { value: 302 }, headers: { get: fail } })
}

/** Whether MSW answers with a service worker here. DOMs that are emulated in Node have none. */
function isPage(): boolean {
  return 'serviceWorker' in (globalThis.navigator ?? {})
}
