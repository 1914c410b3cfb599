/** A protocol, by its ALPN name. */
export type ApplicationProtocol = 'http/1.1' | 'h2'

/** The target of a client's connection. */
export interface Destination {
  /** Such as `https://api.openai.com`. */
  readonly origin: string
  /** Its protocol, if an emulated connection supports that: HTTP/1.1 if the client has no preference. */
  readonly protocol: ApplicationProtocol | undefined
  /** The connection that it is tunneled through, if any. */
  readonly tunnel?: { destroy(): unknown }
}

/** The options of a connection that determine its target (Node, `net.connect` and `tls.connect`). */
interface ConnectOptions {
  readonly host?: string | null
  readonly hostname?: string | null
  readonly port?: number | string | null
  readonly path?: string | null
  readonly servername?: string | null
  readonly socket?: { destroy(): unknown } | null
  readonly ALPNProtocols?: unknown
}

const usualPort = { 'http:': 80, 'https:': 443 } as const

/**
 * Reads the arguments of `net.connect` or `tls.connect`: `(options)`, `(port, host, options)`. `undefined` for a local socket. For a
 * connection through another one, such as that of a proxy, the target is the host of its certificate.
 */
export function destinationOf(protocol: 'http:' | 'https:', args: readonly unknown[]): Destination | undefined {
  const options = optionsOf(args)
  if (options === undefined || (options.socket != null && !options.servername)) return undefined
  // A client that resolves names itself connects to an address and names the host for the certificate.
  const host = options.servername || options.host || options.hostname || 'localhost'
  const origin = URL.parse(
    `${protocol}//${host.includes(':') && !host.startsWith('[') ? `[${host}]` : host}:${options.port ?? usualPort[protocol]}`,
  )?.origin
  if (origin === undefined) return undefined
  return { origin, protocol: protocolOf(options.ALPNProtocols), ...(options.socket == null ? {} : { tunnel: options.socket }) }
}

function optionsOf(args: readonly unknown[]): ConnectOptions | undefined {
  const [first, second, third] = args
  if (typeof first === 'object' && first !== null) {
    // Node passes already parsed arguments as a list.
    if (Array.isArray(first)) return optionsOf(first)
    return 'path' in first && !('port' in first) && !('host' in first) ? undefined : first
  }
  if (typeof first === 'string' && !/^\d+$/.test(first)) return undefined
  if (typeof first !== 'number' && typeof first !== 'string') return undefined
  const host = typeof second === 'string' ? second : 'localhost'
  const others = [second, third].find((argument) => typeof argument === 'object' && argument !== null)
  return { ...others, host, port: first }
}

/** Without a list of protocols, it uses HTTP/1.1 or a protocol of its own. */
function protocolOf(protocols: unknown): ApplicationProtocol | undefined {
  if (!Array.isArray(protocols) || protocols.includes('http/1.1')) return 'http/1.1'
  return protocols.includes('h2') ? 'h2' : undefined
}
