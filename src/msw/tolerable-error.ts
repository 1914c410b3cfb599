import type { ConnectionError } from '../engine/base/connection.ts'

/** The undici file that reads an error, inside Node or in the package. */
const undici = /[\\/:]undici[\\/]/

/** undici expects this code only before a connection is open. MSW's emulated sockets are always open, so it would crash. */
const unexpected = 'ERR_TLS_CERT_ALTNAME_INVALID'

/**
 * Makes an error safe for undici over an emulated socket: undici cannot see the field that it asserts is absent (undici,
 * lib/dispatcher/client-h1.js, onHttpSocketError). Other code sees it.
 */
export function tolerable(error: ConnectionError): ConnectionError {
  // MSW treats an error without an errno as an exception of the handler.
  if (!('errno' in error)) Object.defineProperty(error, 'errno', { value: undefined })
  const { code } = error
  if (code !== unexpected) return error
  return Object.defineProperty(error, 'code', {
    enumerable: true,
    get: () => (undici.test(new Error('read').stack?.split('\n')[2] ?? '') ? undefined : code),
  })
}
