import { publicAddress } from '../engine/base/redaction.ts'
import type { AddressInfo, Server } from 'node:net'
import type { Chaos } from '../chaos/chaos.ts'
import { coreOf } from '../chaos/core.ts'
import type { ConnectionError } from '../engine/base/connection.ts'
import { BrownoutError } from '../engine/base/errors.ts'
import type { Provider } from '../engine/model/provider.ts'
import type { Delivery } from '../engine/run/delivery.ts'
import { refusedWebSocket, type WebSocketAnswer } from '../gateway/web-socket-answer.ts'
import type { IncomingRequest } from '../gateway/answerer.ts'
import type { Gateway } from '../gateway/gateway.ts'
import { headersOf, textOf } from '../sockets/incoming.ts'
import { drop, isHttp2, writeHead, type Incoming, type Outgoing } from '../sockets/message.ts'
import { playOverSocket } from '../sockets/play-over-socket.ts'
import { playOverUpgrade } from '../sockets/play-over-upgrade.ts'
import { answerPreflight, isPreflight, permitReading } from './browsers.ts'
import { listenerFor, type Listener, type TlsOptions } from './listener.ts'
import { addressesOf, basePathOf, type AddressAtProvider } from './routes.ts'

/** The address that a server listens on. */
export interface ServeOptions {
  /** Default: any free port. */
  readonly port?: number
  /** Default: `127.0.0.1`, only this machine. */
  readonly host?: string
  /** A certificate and its key, in PEM: for clients that insist on `https`. Default: without TLS */
  readonly tls?: TlsOptions
}

/** A server that replaces the providers. */
export interface BrownoutServer {
  /** Its own address, such as `http://127.0.0.1:4600`. `/brownout/health` there answers with status 200. */
  readonly url: string
  /** The base URL of each provider, by its name: what an SDK takes as `baseURL`. */
  readonly baseUrls: Readonly<Record<string, string>>
  /** Ends every connection, also those that are kept waiting, and frees the port. */
  close(): Promise<void>
}

/**
 * Serves a chaos over real sockets, to apps in other processes and languages: with true connection resets, and in real time.
 * It uses HTTP/1.1 and HTTP/2, so also to the AWS SDK as it is: `new BedrockRuntimeClient({ endpoint: baseUrls.bedrock, ... })`.
 * @throws BrownoutError if the port is taken or cannot be had
 * @example
 * const { baseUrls, close } = await serve(chaos, { port: 4600 })
 * const client = new OpenAI({ baseURL: baseUrls.openai, apiKey: 'none' })
 */
export async function serve(chaos: Chaos, { port = 0, host = '127.0.0.1', tls }: ServeOptions = {}): Promise<BrownoutServer> {
  const own = coreOf(chaos)
  const { gateway } = own
  await gateway.router.load()
  const addressOf = addressesOf(chaos.providers, gateway.router)
  const basePaths = chaos.providers.map(basePathOf).join(', ')
  const protocol = tls === undefined ? 'http:' : 'https:'
  const service = { gateway, addressOf, basePaths, protocol } as const
  const listener = listenerFor(
    {
      answer(incoming, response) {
        if (incoming.url === healthPath) return tellHealth(response)
        const provider = providerOf(incoming, service)
        if (provider !== undefined) {
          if (isPreflight(incoming)) return answerPreflight(incoming, provider, response)
          permitReading(incoming, provider, response)
        }
        answer(incoming, service)
          .then((delivery) => playOverSocket(delivery, response, (error) => breakAs(error, response, listener)))
          .catch((error: unknown) => drop(response, error as Error))
      },
      answerWebSocket(upgrade) {
        playOverUpgrade(answerWebSocket(upgrade.incoming, service), upgrade, {
          breakConnection: (error, response) => breakAs(error, response, listener),
          asWriter: (run) => run(),
        }).catch((error: unknown) => void upgrade.socket.destroy(error as Error))
      },
    },
    tls,
  )
  const url = `${protocol}//${await listen(listener.server, port, host)}`
  const closeWay = own.openWay()
  return {
    url,
    baseUrls: Object.fromEntries(chaos.providers.map((provider) => [provider.name, url + basePathOf(provider)])),
    close() {
      closeWay()
      return close(listener)
    },
  }
}

/** The path of the health check, which is not a call. */
const healthPath = '/brownout/health'

function tellHealth(response: Outgoing): void {
  writeHead(200, { 'content-type': 'application/json' }, response)
  response.end('{"status":"ok"}\n')
}

/** What a server answers by. */
interface Service {
  readonly gateway: Gateway
  readonly addressOf: AddressAtProvider
  readonly basePaths: string
  readonly protocol: 'http:' | 'https:'
}

async function answer(incoming: Incoming, service: Service): Promise<Delivery> {
  const request = headOf(incoming, service)
  return request === undefined ? refuse(incoming, service) : service.gateway.answer({ ...request, text: () => textOf(incoming) })
}

async function answerWebSocket(incoming: Incoming, service: Service): Promise<WebSocketAnswer> {
  const request = headOf(incoming, service)
  return request === undefined ? refusedWebSocket(refuse(incoming, service)) : service.gateway.answerWebSocket(request)
}

/** The provider that a request from a browser's page is for. `undefined` if it comes from none, or is for no provider. */
function providerOf(incoming: Incoming, { gateway, addressOf }: Service): Provider | undefined {
  if (incoming.headers.origin === undefined) return undefined
  const method = (isPreflight(incoming) ? incoming.headers['access-control-request-method'] : incoming.method) ?? 'GET'
  const url = addressOf(method, incoming.url ?? '/')
  if (url === undefined) return undefined
  const route = gateway.router.find(method, url)
  return route.type === 'endpoint' ? route.provider : route.by?.provider
}

/** The request as the provider would have got it. `undefined` if no provider is meant. */
function headOf(incoming: Incoming, { addressOf, protocol }: Service): Omit<IncomingRequest, 'text'> | undefined {
  const { method = 'GET', url: path = '/' } = incoming
  const url = addressOf(method, path)
  if (url === undefined) return undefined
  const headers = headersOf(incoming)
  const sentTo = new URL(path, `${protocol}//${headers.get('host') ?? headers.get(':authority') ?? url.host}`)
  return { method, url, headers, sentTo }
}

function refuse({ method = 'GET', url: path = '/' }: Incoming, { gateway, basePaths }: Service): Delivery {
  return gateway.refuse(method, path, `brownout serves no ${method} ${publicAddress(path)}. Expected a path below: ${basePaths}.`)
}

/** Resolves to the address, such as `127.0.0.1:4600`. */
function listen(server: Server, port: number, host: string): Promise<string> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      const reason = error.code === 'EADDRINUSE' ? 'the port is taken. Choose another, or 0 for any that is free' : error.message
      reject(new BrownoutError(`Cannot serve on ${host}:${port}: ${reason}.`, { cause: error }))
    })
    server.listen(port, host, () => {
      const { address, family, port: actual } = server.address() as AddressInfo
      resolve(`${family === 'IPv6' ? `[${address}]` : address}:${actual}`)
    })
  })
}

function close({ server, closeAllConnections }: Listener): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve())
    closeAllConnections()
  })
}

/**
 * Breaks a connection so that the client comes to the same error on its own. A reset is a real one, a TCP packet with RST in it. In
 * HTTP/2, all streams of the connection break.
 */
function breakAs({ code }: ConnectionError, response: Outgoing, listener: Listener): void {
  if (code === 'Z_DATA_ERROR') return void response.end('this is not gzip')
  const session = isHttp2(response) ? response.stream.session : undefined
  const socket = session?.socket ?? response.socket
  if (socket === null) return
  if (code !== 'UND_ERR_SOCKET') listener.reset(socket)
  else if (session !== undefined) session.destroy()
  else socket.end()
}
