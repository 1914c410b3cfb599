import type { ConnectionError } from '../engine/base/connection.ts'
import { tolerable } from './tolerable-error.ts'

/**
 * Returns a response for a connection that broke before the headers. MSW prints anything that a handler throws, twice. An error that is
 * thrown while MSW checks whether a response means "passthrough" (a 302 with a special header) reaches the client unchanged and is not
 * printed (msw, core/experimental/frames/http-frame.ts).
 */
export function brokenConnection(error: ConnectionError): Response {
  const fail = (): never => {
    throw tolerable(error)
  }
  return Object.defineProperties(new Response(null), { status: { value: 302 }, headers: { get: fail } })
}
