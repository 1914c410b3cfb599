import type { AddressInfo, Server } from 'node:net'
import type { Chaos } from '../chaos/chaos.ts'
import { coreOf } from '../chaos/core.ts'
import { milliseconds } from '../engine/base/duration.ts'
import { BrownoutError } from '../engine/base/errors.ts'
import { drop, isHttp2, type Incoming, type Outgoing } from '../sockets/message.ts'
import { playOverSocket, type BreakConnection } from '../sockets/play-over-socket.ts'
import { playOverUpgrade } from '../sockets/play-over-upgrade.ts'
import { breakAs } from './break-connection.ts'
import { answerPreflight, isPreflight, permitReading } from './browsers.ts'
import { answerCall, answerWebSocket, providerOf, type Service } from './calls.ts'
import { control, isControl, type ControlOptions } from './control/control.ts'
import { writeJson } from './control/json.ts'
import { listenerFor } from './listener.ts'
import { checkCloseOptions, checkServeOptions, type CloseOptions, type ServeOptions } from './options.ts'
import { toOriginForm } from './origin-form.ts'
import { playOverProcess } from './play-over-process.ts'
import { addressesOf, basePathOf } from './routes.ts'
import { Scopes } from './scopes.ts'
import { asksForPage, writePage } from './server-page.ts'
import { ownFolder, pathOfScope, targetOf, type Target } from './target.ts'

/** A server that replaces the providers. */
export interface BrownoutServer {
  /** Its own address, such as `http://127.0.0.1:4600`. `/__brownout/health` there answers with status 200. */
  readonly url: string
  /** The base URL of each provider, by its name, for the option `baseURL` of an SDK. */
  readonly baseUrls: Readonly<Record<string, string>>
  /** The open scopes, by name, each with its own chaos. */
  readonly scopes: ReadonlyMap<string, Chaos>
  /**
   * Accepts no new connections, ends the open ones, even those that wait, and frees the port. Called again, it does not
   * wait any longer.
   */
  close(options?: CloseOptions): Promise<void>
}

/**
 * Serves a chaos over real sockets, to apps in other processes and languages: with true connection resets, and in real time.
 * It uses HTTP/1.1 and HTTP/2, so also to the AWS SDK as it is: `new BedrockRuntimeClient({ endpoint: baseUrls.bedrock, ... })`.
 * It is controlled while it runs, by requests to `/__brownout`.
 * @throws BrownoutError if an option is unknown or wrong, or the port is taken or cannot be had
 * @example
 * const { baseUrls, close } = await serve(chaos, { port: 4600 })
 * const client = new OpenAI({ baseURL: baseUrls.openai, apiKey: 'none' })
 */
export async function serve(chaos: Chaos, options: ServeOptions = {}): Promise<BrownoutServer> {
  checkServeOptions(options)
  const { port = 0, host = '127.0.0.1', tls, token, onScope, requestTimeout = '5m' } = options
  const own = coreOf(chaos)
  const { router } = own.gateway
  await router.load()
  const scopes = new Scopes(chaos, onScope)
  const basePaths = chaos.providers.map(basePathOf).join(', ')
  const protocol = tls === undefined ? 'http:' : 'https:'
  const service: Service = {
    scopes,
    addressOf: addressesOf(chaos.providers, router),
    basePaths,
    protocol,
    longestBody: milliseconds(requestTimeout),
  }
  const baseUrlsIn = (scope: string | undefined): Readonly<Record<string, string>> =>
    Object.fromEntries(chaos.providers.map((provider) => [provider.name, url + pathOfScope(scope) + basePathOf(provider)]))
  const controlOptions: ControlOptions = { scopes, host, token, baseUrlsIn }
  const listener = listenerFor(
    {
      answer(incoming, response) {
        toOriginForm(incoming)
        const began = performance.now()
        const breakConnection: BreakConnection = (error, broken) => breakAs(error, broken, listener, performance.now() - began)
        answer(incoming, response, service, controlOptions, breakConnection).catch((error: unknown) => drop(response, error as Error))
      },
      answerWebSocket(upgrade, stopping) {
        toOriginForm(upgrade.incoming)
        playOverUpgrade(answerWebSocket(upgrade.incoming, service), upgrade, {
          breakConnection: (error, response) => breakAs(error, response, listener, 0),
          asWriter: (run) => run(),
          stopping,
        }).catch((error: unknown) => void upgrade.socket.destroy(error as Error))
      },
      answerProcess: (upgrade) => playOverProcess(answerWebSocket(upgrade.incoming, service), upgrade),
      refused: (protocol, address, why) => void own.gateway.refuse(protocol, address, why),
    },
    Math.min(longestHeaders, milliseconds(requestTimeout)),
    tls,
  )
  const url = `${protocol}//${await listen(listener.server, port, host)}`
  const closeWay = own.openWay()
  return {
    url,
    baseUrls: baseUrlsIn(undefined),
    scopes: scopes.open,
    close(closeOptions = {}) {
      checkCloseOptions(closeOptions)
      const { grace = 0 } = closeOptions
      closeWay()
      return listener.close(milliseconds(grace))
    },
  }
}

/** The time limit for the headers of a request, in ms. */
const longestHeaders = 60_000

/** The path of the health check, which is not a call. */
const healthPath = `${ownFolder}/health`

/** Answers a request that is about the server itself, or a call. */
async function answer(
  incoming: Incoming,
  response: Outgoing,
  service: Service,
  controlOptions: ControlOptions,
  breakConnection: BreakConnection,
): Promise<void> {
  const target = targetOrNone(incoming)
  if (target?.path === healthPath) return writeJson(200, { status: 'ok' }, response)
  if (target !== undefined && isControl(target.path)) return control(incoming, response, target, controlOptions)
  if (asksForPage(incoming)) return writePage(response)
  const provider = target === undefined ? undefined : providerOf(incoming, target.path, service)
  if (provider !== undefined) {
    if (isPreflight(incoming)) return answerPreflight(incoming, provider, response)
    permitReading(incoming, provider, response)
  }
  await playOverSocket(await answerCall(incoming, service), response, breakConnection)
  // The client need not send the rest of a request that was answered before its end. In HTTP/1.1 the headers of the response announce this.
  if (isHttp2(response) && !incoming.complete) response.stream.close()
}

/** `undefined` for a request that cannot be parsed: it is refused like a call. */
function targetOrNone(incoming: Incoming): Target | undefined {
  try {
    return targetOf(incoming)
  } catch (error) {
    if (error instanceof BrownoutError) return undefined
    throw error
  }
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
      resolve(`${family === 'IPv6' ? `[${reachable(address)}]` : reachable(address)}:${actual}`)
    })
  })
}

/** The address that clients of this machine use: the wildcard address is not usable for them. */
function reachable(address: string): string {
  return { '0.0.0.0': '127.0.0.1', '::': '::1' }[address] ?? address
}
