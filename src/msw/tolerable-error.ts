import type { ConnectionError } from '../engine/base/connection.ts'

/** The file of undici that reads an error, inside Node or as a package of its own. */
const undici = /[\\/:]undici[\\/]/

/** undici takes this one for known before a connection stands, and over MSW's emulated sockets, which always stand, dies of it. */
const unexpected = 'ERR_TLS_CERT_ALTNAME_INVALID'

/**
 * An error that undici can be handed over an emulated socket: what it asserts that it never sees there, it does not see
 * (undici, lib/dispatcher/client-h1.js, onHttpSocketError); everybody else does.
 */
export function tolerable(error: ConnectionError): ConnectionError {
  // MSW takes what has no number for an exception of the handler's own.
  if (!('errno' in error)) Object.defineProperty(error, 'errno', { value: undefined })
  const { code } = error
  if (code !== unexpected) return error
  return Object.defineProperty(error, 'code', {
    enumerable: true,
    get: () => (undici.test(new Error('read').stack?.split('\n')[2] ?? '') ? undefined : code),
  })
}
