import { operationOn, type Decoded, type WireRequest } from '../../kit.ts'
import type { Admission } from './decode.ts'

/** The key that a browser sends among the protocols, since it can send no headers (openai, realtime/websocket.ts). */
const keyProtocol = 'openai-insecure-api-key.'

function protocolsOf({ headers }: WireRequest): string[] {
  return (headers.get('sec-websocket-protocol') ?? '').split(',').map((protocol) => protocol.trim())
}

/** Of the protocols that a client offers the one that is spoken, as a header; none if it offers none. */
export function offersProtocol(request: WireRequest): Readonly<Record<string, string>> {
  const spoken = protocolsOf(request).find((protocol) => protocol !== '' && !protocol.startsWith(keyProtocol))
  return spoken === undefined ? {} : { 'sec-websocket-protocol': spoken }
}

/** Makes what reads the request for a WebSocket: its key, and the model, if the URL names one. */
export function handshakeDecoder({ refusal }: Pick<Admission, 'refusal'>): (request: WireRequest, model: string) => Decoded {
  return (request, model) => {
    const refused = protocolsOf(request).some((protocol) => protocol.startsWith(keyProtocol)) ? undefined : refusal(request)
    if (refused !== undefined) return { type: 'problem', problem: refused, model }
    return { type: 'ask', ask: operationOn('connect', { model, texts: [`${request.method} ${request.url.pathname}`] }) }
  }
}
