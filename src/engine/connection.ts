interface SystemErrorShape {
  readonly errno: number
  readonly syscall: string
  readonly message: string
}

/** Linux's numbers and Node's wording, as undici and node:http hand them on. */
const shapes: Readonly<Record<string, SystemErrorShape>> = {
  ECONNRESET: { errno: -104, syscall: 'read', message: 'read ECONNRESET' },
  EPIPE: { errno: -32, syscall: 'write', message: 'write EPIPE' },
  ECONNREFUSED: { errno: -111, syscall: 'connect', message: 'connect ECONNREFUSED' },
  ETIMEDOUT: { errno: -110, syscall: 'connect', message: 'connect ETIMEDOUT' },
  EHOSTUNREACH: { errno: -113, syscall: 'connect', message: 'connect EHOSTUNREACH' },
  ENOTFOUND: { errno: -3008, syscall: 'getaddrinfo', message: 'getaddrinfo ENOTFOUND' },
  EAI_AGAIN: { errno: -3001, syscall: 'getaddrinfo', message: 'getaddrinfo EAI_AGAIN' },
}

/** The codes of broken connections that brownout can shape. */
export const connectionCodes: readonly string[] = Object.keys(shapes)

/** A connection that broke, as the operating system reports it: `code`, `errno` and `syscall` as in Node. */
export class ConnectionError extends Error {
  readonly code: string
  readonly errno: number
  readonly syscall: string

  constructor(code = 'ECONNRESET') {
    const shape = shapes[code] ?? { errno: -104, syscall: 'read', message: code }
    super(shape.message)
    this.name = 'Error'
    this.code = code
    this.errno = shape.errno
    this.syscall = shape.syscall
  }
}
