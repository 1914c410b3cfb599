import { publicAddress } from '../engine/base/redaction.ts'
import { BrownoutError } from '../engine/base/errors.ts'
import { coreOf } from '../chaos/core.ts'
import { noteCredentials } from '../engine/run/credential.ts'
import type { Provider } from '../engine/model/provider.ts'
import type { Delivery } from '../engine/run/delivery.ts'
import type { IncomingRequest } from '../gateway/answerer.ts'
import type { Gateway } from '../gateway/gateway.ts'
import { refusedWebSocket, type WebSocketAnswer } from '../gateway/web-socket-answer.ts'
import { headersOf } from '../sockets/incoming.ts'
import { answerWithBody } from '../sockets/incoming-body.ts'
import type { Incoming } from '../sockets/message.ts'
import { isOfForeignPage, isPreflight } from './browsers.ts'
import type { AddressAtProvider } from './routes.ts'
import type { Scopes } from './scopes.ts'
import { targetOf } from './target.ts'

/** The parts of a server that answer calls. */
export interface Service {
  readonly scopes: Scopes
  readonly addressOf: AddressAtProvider
  /** The base paths of the providers, for messages. */
  readonly basePaths: string
  readonly protocol: 'http:' | 'https:'
  /** The time limit for the body of a request, in ms. */
  readonly longestBody: number
}

/** Answers a call, in its scope. */
export async function answerCall(incoming: Incoming, service: Service): Promise<Delivery> {
  return inScope(
    incoming,
    service,
    ({ gateway, request }) => answerWithBody(gateway, request, incoming, service.longestBody),
    (refused) => refused,
  )
}

/** Answers a request for a WebSocket, in its scope. */
export async function answerWebSocket(incoming: Incoming, service: Service): Promise<WebSocketAnswer> {
  return inScope(incoming, service, ({ gateway, request }) => gateway.answerWebSocket(request), refusedWebSocket)
}

/** The provider of a request from a browser's page. `undefined` if it is not from a page, or not for a provider. */
export function providerOf(incoming: Incoming, path: string, { scopes, addressOf }: Service): Provider | undefined {
  if (incoming.headers.origin === undefined) return undefined
  const method = (isPreflight(incoming) ? incoming.headers['access-control-request-method'] : incoming.method) ?? 'GET'
  const url = addressOf(method, path)
  if (url === undefined) return undefined
  const route = coreOf(scopes.main).gateway.router.find(method, url)
  return route.type === 'endpoint' ? route.provider : route.by?.provider
}

/** A request as the provider would have got it, and the gateway of its scope. */
interface Call {
  readonly gateway: Gateway
  readonly request: Omit<IncomingRequest, 'body'>
}

/** Answers a request that is for a provider, and refuses any other request, and requests for a scope that cannot be opened. */
function inScope<Answer>(
  incoming: Incoming,
  service: Service,
  answer: (call: Call) => Promise<Answer>,
  refused: (refusal: Delivery) => Answer,
): Promise<Answer> | Answer {
  const { scopes, addressOf, basePaths, protocol } = service
  const { method = 'GET', url: sentPath = '/' } = incoming
  const refuse = (gateway: Gateway, message: string): Answer => refused(gateway.refuse(method, sentPath, message))
  try {
    const { scope, path } = targetOf(incoming)
    const { gateway, run } = coreOf(scopes.of(scope, !isOfForeignPage(incoming)))
    const headers = headersOf(incoming)
    const host = headers.get('host') ?? headers.get(':authority')
    const url = addressOf(method, path, host)
    if (url === undefined) {
      noteCredentials({ headers, url: new URL('https://brownout.invalid/') }, run.credentials)
      return refuse(gateway, `brownout serves no ${method} ${publicAddress(path)}. Expected a path below: ${basePaths}.`)
    }
    return answer({ gateway, request: { method, url, headers, sentTo: addressOfServer(sentPath, protocol, host, url) } })
  } catch (error) {
    if (!(error instanceof BrownoutError)) throw error
    return refuse(coreOf(scopes.main).gateway, error.message)
  }
}

/** A function of its own, since an open response holds it: it must not hold anything else. */
function addressOfServer(path: string, protocol: string, host: string | null, url: URL): () => URL {
  return () => URL.parse(path, `${protocol}//${host ?? url.host}`) ?? url
}
