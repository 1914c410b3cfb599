import type { WireRequest } from '../engine/model/wire-request.ts'
import type { Route } from './router.ts'

/** Why a request needs another transport. */
export interface OtherTransport {
  readonly message: string
  /** The required protocol, as in an `upgrade` header. */
  readonly protocol: 'HTTP/1.1' | 'websocket'
}

/**
 * Returns why a request is rejected that opens a WebSocket to an endpoint without one, or uses HTTP for a WebSocket-only endpoint.
 * `undefined` if its transport is right.
 */
export function otherTransport(
  route: Route,
  provider: string,
  { url, headers, connection }: Pick<WireRequest, 'url' | 'headers' | 'connection'>,
): OtherTransport | undefined {
  const address = `${url.origin}${url.pathname}`
  if (route.type === 'endpoint' && (route.endpoint.receive === undefined) === (connection === undefined)) return undefined
  if (connection !== undefined)
    return {
      message: `Blocked a WebSocket to ${address}: ${provider} is emulated, but not over a WebSocket there. Call it over HTTP.`,
      protocol: 'HTTP/1.1',
    }
  if (headers.get('upgrade')?.toLowerCase() === 'websocket')
    return {
      message: `Blocked a WebSocket to ${address}: MSW handlers only answer the global WebSocket. Use chaos.intercept(), the chaos fixture of brownout/vitest, or serve(chaos) for ws and other packages.`,
      protocol: 'websocket',
    }
  if (route.type === 'refused') return undefined
  return {
    message: `Blocked GET ${address}: this endpoint needs a WebSocket. Open one, as ResponsesWS and OpenAIRealtimeWS of openai do.`,
    protocol: 'websocket',
  }
}
