import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { buffer } from 'node:stream/consumers'
import { internalsOf, type Chaos } from '../brownout.ts'
import { BrownoutError } from '../engine/base/errors.ts'
import { deliveryOf } from '../msw/handlers.ts'
import { refusal } from '../gateway/response.ts'
import { playOverSocket } from './play-over-socket.ts'
import { basePathOf, providerUrlOf } from './routes.ts'

/** Where a server listens. */
export interface ServeOptions {
  /** Any free port where it is left out. */
  readonly port?: number
  /** `127.0.0.1` where it is left out: nobody but this machine. */
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
 * @throws BrownoutError where the port is taken or cannot be had
 * @example
 * const { baseUrls, close } = await serve(chaos, { port: 4600 })
 * const client = new OpenAI({ baseURL: baseUrls.openai, apiKey: 'none' })
 */
export async function serve(chaos: Chaos, { port = 0, host = '127.0.0.1' }: ServeOptions = {}): Promise<BrownoutServer> {
  await internalsOf(chaos).router.load()
  const server = createServer((request, response) => {
    answer(chaos, request, response).catch((error: unknown) => response.destroy(error as Error))
  })
  const url = await listen(server, port, host)
  return {
    url,
    baseUrls: Object.fromEntries(chaos.providers.map((provider) => [provider.name, url + basePathOf(provider)])),
    close: () => close(server),
  }
}

async function answer(chaos: Chaos, incoming: IncomingMessage, response: ServerResponse): Promise<void> {
  const { run, router } = internalsOf(chaos)
  const method = incoming.method ?? 'GET'
  const path = incoming.url ?? '/'
  const url = providerUrlOf(method, path, chaos.providers, router)
  if (url === undefined) {
    const message = `brownout serves no ${method} ${path}. Expected a path below: ${chaos.providers.map(basePathOf).join(', ')}.`
    run().journal.unhandled.push({ method, url: path, message })
    return send(refusal('unhandled_request', message), response)
  }
  const body = await buffer(incoming)
  const delivery = await deliveryOf(requestOf(incoming, url, body), router, run())
  return delivery instanceof Response ? send(delivery, response) : playOverSocket(delivery, response)
}

function requestOf({ method = 'GET', headersDistinct }: IncomingMessage, url: URL, body: Buffer<ArrayBuffer>): Request {
  const headers = new Headers()
  for (const [name, values] of Object.entries(headersDistinct)) for (const value of values ?? []) headers.append(name, value)
  return new Request(url, { method, headers, ...(method === 'GET' || method === 'HEAD' ? {} : { body }) })
}

async function send(refused: Response, response: ServerResponse): Promise<void> {
  response.writeHead(refused.status, Object.fromEntries(refused.headers))
  response.end(await refused.text())
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
