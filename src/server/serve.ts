import { publicAddress } from '../engine/base/redaction.ts'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Chaos } from '../chaos/chaos.ts'
import { coreOf } from '../chaos/core.ts'
import type { ConnectionError } from '../engine/base/connection.ts'
import { BrownoutError } from '../engine/base/errors.ts'
import type { Delivery } from '../engine/run/delivery.ts'
import type { Gateway } from '../gateway/gateway.ts'
import { headersOf, textOf } from '../sockets/incoming.ts'
import { playOverSocket } from '../sockets/play-over-socket.ts'
import { addressesOf, basePathOf, type AddressAtProvider } from './routes.ts'

/** Where a server listens. */
export interface ServeOptions {
  /** Default: any free port. */
  readonly port?: number
  /** Default: `127.0.0.1`, nobody but this machine. */
  readonly host?: string
}

/** A server that stands in for the providers. */
export interface BrownoutServer {
  /** Its own address, such as `http://127.0.0.1:4600`. */
  readonly url: string
  /** The base URL of each provider, by its name: what an SDK takes as `baseURL`. */
  readonly baseUrls: Readonly<Record<string, string>>
  /** Ends every connection, also those that are kept waiting, and frees the port. */
  close(): Promise<void>
}

/**
 * Serves a chaos over real sockets, to apps in other processes and languages: with true connection resets, and in real time.
 * @throws BrownoutError if the port is taken or cannot be had
 * @example
 * const { baseUrls, close } = await serve(chaos, { port: 4600 })
 * const client = new OpenAI({ baseURL: baseUrls.openai, apiKey: 'none' })
 */
export async function serve(chaos: Chaos, { port = 0, host = '127.0.0.1' }: ServeOptions = {}): Promise<BrownoutServer> {
  const own = coreOf(chaos)
  const { gateway } = own
  await gateway.router.load()
  const addressOf = addressesOf(chaos.providers, gateway.router)
  const basePaths = chaos.providers.map(basePathOf).join(', ')
  const server = createServer((incoming, response) => {
    answer(incoming, gateway, addressOf, basePaths)
      .then((delivery) => playOverSocket(delivery, response, (error) => breakAs(error, response)))
      .catch((error: unknown) => response.destroy(error as Error))
  })
  const url = await listen(server, port, host)
  const closeWay = own.openWay()
  return {
    url,
    baseUrls: Object.fromEntries(chaos.providers.map((provider) => [provider.name, url + basePathOf(provider)])),
    close() {
      closeWay()
      return close(server)
    },
  }
}

async function answer(incoming: IncomingMessage, gateway: Gateway, addressOf: AddressAtProvider, basePaths: string): Promise<Delivery> {
  const { method = 'GET', url: path = '/' } = incoming
  const url = addressOf(method, path)
  if (url === undefined)
    return gateway.refuse(method, path, `brownout serves no ${method} ${publicAddress(path)}. Expected a path below: ${basePaths}.`)
  const headers = headersOf(incoming)
  const sentTo = new URL(path, `http://${headers.get('host') ?? url.host}`)
  return gateway.answer({ method, url, headers, sentTo, text: () => textOf(incoming) })
}

function listen(server: Server, port: number, host: string): Promise<string> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      const reason = error.code === 'EADDRINUSE' ? 'the port is taken. Choose another, or 0 for any that is free' : error.message
      reject(new BrownoutError(`Cannot serve on ${host}:${port}: ${reason}.`, { cause: error }))
    })
    server.listen(port, host, () => {
      const { address, family, port: actual } = server.address() as AddressInfo
      resolve(`http://${family === 'IPv6' ? `[${address}]` : address}:${actual}`)
    })
  })
}

function close(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve())
    server.closeAllConnections()
  })
}

/** Breaks a connection so that the client comes to the same error by itself. A reset is a real one, a TCP packet with RST in it. */
function breakAs({ code }: ConnectionError, response: ServerResponse): void {
  if (code === 'UND_ERR_SOCKET') response.socket?.end()
  else if (code === 'Z_DATA_ERROR') response.end('this is no gzip')
  else response.socket?.resetAndDestroy()
}
