/** Where a client connects to. */
export interface Peer {
  readonly hostname: string
  readonly port: number
}

/** An error of Node or undici for a connection that fails or breaks, with the fields that they give it. */
export type ConnectionError = Error & { readonly code: string }

/** What an error says of the connection. */
interface Shape {
  readonly message: string
  readonly fields: Readonly<Record<string, unknown>>
}

type ShapeOf = (code: string, peer: Peer) => Shape

/** Names that are none of a test's own get an address of the range for documentation (RFC 5737). */
function addressOf({ hostname }: Peer): string {
  if (/^[\d.]+$/.test(hostname) || hostname.includes(':')) return hostname.replace(/^\[|\]$/g, '')
  return hostname === 'localhost' ? '127.0.0.1' : '203.0.113.7'
}

/** Node's `ErrnoException` of a system call on a connection that stands. */
function broken(errno: number, syscall: 'read' | 'write'): ShapeOf {
  return (code) => ({ message: `${syscall} ${code}`, fields: { errno, code, syscall } })
}

/** Node's `ExceptionWithHostPort`. */
function notConnected(errno: number): ShapeOf {
  return (code, peer) => {
    const address = addressOf(peer)
    return { message: `connect ${code} ${address}:${peer.port}`, fields: { errno, code, syscall: 'connect', address, port: peer.port } }
  }
}

/** Node's `DNSException`. */
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
 * Linux's numbers and Node's wording, as undici and node:http hand them on (Node, lib/internal/errors.js); the codes of
 * certificates as Node has them (https://nodejs.org/api/tls.html#x509-certificate-error-codes), those of undici as it names them
 * (https://github.com/nodejs/undici/blob/main/docs/docs/api/Errors.md).
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

/** Codes of the operating system for connections that fail or break, for the `code` of an `end` beat. */
export const systemCodes = ['ECONNRESET', 'EPIPE', 'ECONNREFUSED', 'ETIMEDOUT', 'EHOSTUNREACH', 'ENOTFOUND', 'EAI_AGAIN'] as const

/** Codes of certificates that Node rejects, for the `code` of an `end` beat. */
export const certificateCodes = [
  'CERT_HAS_EXPIRED',
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
  'ERR_TLS_CERT_ALTNAME_INVALID',
] as const

const made = new WeakSet<object>()
const nowhere: Peer = { hostname: 'localhost', port: 443 }

/** Makes the error of a connection that broke. It is a plain `Error`, as theirs are to a test: undici's classes cannot be had. */
export function connectionError(code = 'ECONNRESET', peer: Peer = nowhere): ConnectionError {
  const { message, fields } = shapes[code]?.(code, peer) ?? { message: code, fields: { code } }
  const error = Object.assign(new Error(message), { code, ...fields })
  made.add(error)
  return error
}

/** Whether an error is that of an emulated connection. */
export function isConnectionError(error: unknown): error is ConnectionError {
  return typeof error === 'object' && error !== null && made.has(error)
}

/** Where a host with or without a port is. */
export function peerOf(host: string): Peer {
  const [, hostname = host, port] = /^(.*?)(?::(\d+))?$/.exec(host) ?? []
  return { hostname, port: port === undefined ? 443 : Number(port) }
}
