interface ConnectionErrorShape {
  readonly message: string
  /** The class that Node or undici throws, where it is one of their own. */
  readonly name?: string
  readonly errno?: number
  readonly syscall?: string
}

/**
 * Linux's numbers and Node's wording, as undici and node:http hand them on; the codes of certificates as Node has them
 * (https://nodejs.org/api/tls.html#x509-certificate-error-codes), those of undici as it names them
 * (https://github.com/nodejs/undici/blob/main/docs/docs/api/Errors.md).
 */
const shapes = {
  ECONNRESET: { errno: -104, syscall: 'read', message: 'read ECONNRESET' },
  EPIPE: { errno: -32, syscall: 'write', message: 'write EPIPE' },
  ECONNREFUSED: { errno: -111, syscall: 'connect', message: 'connect ECONNREFUSED' },
  ETIMEDOUT: { errno: -110, syscall: 'connect', message: 'connect ETIMEDOUT' },
  EHOSTUNREACH: { errno: -113, syscall: 'connect', message: 'connect EHOSTUNREACH' },
  ENOTFOUND: { errno: -3008, syscall: 'getaddrinfo', message: 'getaddrinfo ENOTFOUND' },
  EAI_AGAIN: { errno: -3001, syscall: 'getaddrinfo', message: 'getaddrinfo EAI_AGAIN' },
  CERT_HAS_EXPIRED: { message: 'certificate has expired' },
  DEPTH_ZERO_SELF_SIGNED_CERT: { message: 'self-signed certificate' },
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: { message: 'unable to verify the first certificate' },
  ERR_TLS_CERT_ALTNAME_INVALID: { message: "Hostname/IP does not match certificate's altnames" },
  UND_ERR_CONNECT_TIMEOUT: { name: 'ConnectTimeoutError', message: 'Connect Timeout Error' },
  UND_ERR_HEADERS_TIMEOUT: { name: 'HeadersTimeoutError', message: 'Headers Timeout Error' },
  UND_ERR_BODY_TIMEOUT: { name: 'BodyTimeoutError', message: 'Body Timeout Error' },
  UND_ERR_SOCKET: { name: 'SocketError', message: 'other side closed' },
  Z_DATA_ERROR: { errno: -3, message: 'incorrect header check' },
} as const satisfies Readonly<Record<string, ConnectionErrorShape>>

/** Codes of the operating system for connections that fail or break, for the `code` of an `end` beat. */
export const systemCodes = ['ECONNRESET', 'EPIPE', 'ECONNREFUSED', 'ETIMEDOUT', 'EHOSTUNREACH', 'ENOTFOUND', 'EAI_AGAIN'] as const

/** Codes of certificates that Node rejects, for the `code` of an `end` beat. */
export const certificateCodes = [
  'CERT_HAS_EXPIRED',
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
  'ERR_TLS_CERT_ALTNAME_INVALID',
] as const

/** A connection that broke, as Node and undici report it: `code`, and where they have them, `errno` and `syscall`. */
export class ConnectionError extends Error {
  readonly code: string
  readonly errno?: number
  readonly syscall?: string

  constructor(code = 'ECONNRESET') {
    const shape: ConnectionErrorShape = (shapes as Readonly<Record<string, ConnectionErrorShape>>)[code] ?? { message: code }
    super(shape.message)
    this.name = shape.name ?? 'Error'
    this.code = code
    if (shape.errno !== undefined) this.errno = shape.errno
    if (shape.syscall !== undefined) this.syscall = shape.syscall
  }
}
