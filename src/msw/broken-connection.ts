import type { ConnectionError } from '../engine/base/connection.ts'
import { tolerable } from './tolerable-error.ts'

/**
 * A response that represents a connection which broke before any header came. MSW prints whatever a handler throws, twice;
 * what throws while MSW asks whether a response means "passthrough" (a 302 with a header of its own) reaches the client
 * just so, and is not printed (msw, core/experimental/frames/http-frame.ts).
 */
export function brokenConnection(error: ConnectionError): Response {
  const fail = (): never => {
    throw tolerable(error)
  }
  return Object.defineProperties(new Response(null), { status: { value: 302 }, headers: { get: fail } })
}
