/** The host and port that a client connects to. */
export interface Peer {
  readonly hostname: string
  readonly port: number
}

/** An error for a failed or broken connection, with the fields that Node or undici give it. */
export type ConnectionError = Error & { readonly code: string }

/** The message and fields of an error that depend on the connection. */
interface Shape {
  readonly message: string
  readonly fields: Readonly<Record<string, unknown>>
}

type ShapeOf = (code: string, peer: Peer) => Shape

/** Returns the address of a host; an address of the documentation range (RFC 5737) for names. */
function addressOf({ hostname }: Peer): string {
  if (/^[\d.]+$/.test(hostname) || hostname.includes(':')) return hostname.replace(/^\[|\]$/g, '')
  return hostname === 'localhost' ? '127.0.0.1' : '203.0.113.7'
}

/** The shape of Node's `ErrnoException` for a system call on an open connection. */
function broken(errno: number, syscall: 'read' | 'write'): ShapeOf {
  return (code) => ({ message: `${syscall} ${code}`, fields: { errno, code, syscall } })
}

/** The shape of Node's `ExceptionWithHostPort`. */
function notConnected(errno: number): ShapeOf {
  return (code, peer) => {
    const address = addressOf(peer)
    return { message: `connect ${code} ${address}:${peer.port}`, fields: { errno, code, syscall: 'connect', address, port: peer.port } }
  }
}

/** The shape of Node's `DNSException`. */
function notFound(errno: number): ShapeOf {
  return (code, { hostname }) => ({
    message: `getaddrinfo ${code} ${hostname}`,
    fields: { errno, code, syscall: 'getaddrinfo', hostname },
  })
}

function certificate(message: string): ShapeOf {
  return (code) => ({ message, fields: { code } })
}

function otherHost(code: string, { hostname: host }: Peer): Shape {
  const reason = `Host: ${host}. is not in the cert's altnames: DNS:proxy.invalid`
  return { message: `Hostname/IP does not match certificate's altnames: ${reason}`, fields: { code, reason, host } }
}

function undici(name: string, message: string): ShapeOf {
  return (code) => ({ message, fields: { name, code } })
}

function connectTimeout(code: string, { hostname, port }: Peer): Shape {
  return {
    message: `Connect Timeout Error (attempted address: ${hostname}:${port}, timeout: 10000ms)`,
    fields: { name: 'ConnectTimeoutError', code },
  }
}

function otherSideClosed(code: string, peer: Peer): Shape {
  const socket = { remoteAddress: addressOf(peer), remotePort: peer.port, remoteFamily: 'IPv4', timeout: undefined }
  return { message: 'other side closed', fields: { name: 'SocketError', code, socket } }
}

/**
 * Errno values are those of Linux, messages those that undici and node:http pass to the caller (Node, lib/internal/errors.js). Certificate
 * codes are in https://nodejs.org/api/tls.html#x509-certificate-error-codes, undici's codes in
 * https://github.com/nodejs/undici/blob/main/docs/docs/api/Errors.md.
 */
const shapes: Readonly<Record<string, ShapeOf>> = {
  ECONNRESET: broken(-104, 'read'),
  EPIPE: broken(-32, 'write'),
  ECONNREFUSED: notConnected(-111),
  ETIMEDOUT: notConnected(-110),
  EHOSTUNREACH: notConnected(-113),
  ENOTFOUND: notFound(-3008),
  EAI_AGAIN: notFound(-3001),
  CERT_HAS_EXPIRED: certificate('certificate has expired'),
  DEPTH_ZERO_SELF_SIGNED_CERT: certificate('self-signed certificate'),
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: certificate('unable to verify the first certificate'),
  ERR_TLS_CERT_ALTNAME_INVALID: otherHost,
  UND_ERR_CONNECT_TIMEOUT: connectTimeout,
  UND_ERR_HEADERS_TIMEOUT: undici('HeadersTimeoutError', 'Headers Timeout Error'),
  UND_ERR_BODY_TIMEOUT: undici('BodyTimeoutError', 'Body Timeout Error'),
  UND_ERR_SOCKET: otherSideClosed,
  Z_DATA_ERROR: (code) => ({ message: 'incorrect header check', fields: { errno: -3, code } }),
}

/** System error codes for connections that fail or break, for the `code` of an `end` beat. */
export const systemCodes = ['ECONNRESET', 'EPIPE', 'ECONNREFUSED', 'ETIMEDOUT', 'EHOSTUNREACH', 'ENOTFOUND', 'EAI_AGAIN'] as const

/** Error codes for certificates that Node rejects, for the `code` of an `end` beat. */
export const certificateCodes = [
  'CERT_HAS_EXPIRED',
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
  'ERR_TLS_CERT_ALTNAME_INVALID',
] as const

/** Classes by name. undici does not export its own, and apps read `error.constructor.name` and what the console prints. */
const classes = new Map<string, new (message: string) => Error>()

function classNamed(name: string): new (message: string) => Error {
  const known = classes.get(name) ?? { [name]: class extends Error {} }[name]!
  classes.set(name, known)
  return known
}

const made = new WeakSet<object>()
const nowhere: Peer = { hostname: 'localhost', port: 443 }

/** Makes the error of a broken connection, of the class that Node or undici gives it. */
export function connectionError(code = 'ECONNRESET', peer: Peer = nowhere): ConnectionError {
  const { message, fields } = shapes[code]?.(code, peer) ?? { message: code, fields: { code } }
  const { name } = fields
  const ErrorClass = typeof name === 'string' ? classNamed(name) : Error
  const error = Object.assign(new ErrorClass(message), { code, ...fields })
  made.add(error)
  return error
}

/** Returns whether an error is from an emulated connection. */
export function isConnectionError(error: unknown): error is ConnectionError {
  return typeof error === 'object' && error !== null && made.has(error)
}

/** Parses a host with an optional port. */
export function peerOf(host: string): Peer {
  const [, hostname = host, port] = /^(.*?)(?::(\d+))?$/.exec(host) ?? []
  return { hostname, port: port === undefined ? 443 : Number(port) }
}
