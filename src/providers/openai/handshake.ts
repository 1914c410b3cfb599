import { operationOn, type Decoded, type WireRequest } from '../../kit.ts'
import type { Admission } from './decode.ts'

/** The key that a browser sends as a protocol, since it cannot send headers (openai, realtime/websocket.ts). */
const keyProtocol = 'openai-insecure-api-key.'

function protocolsOf({ headers }: WireRequest): string[] {
  return (headers.get('sec-websocket-protocol') ?? '').split(',').map((protocol) => protocol.trim())
}

/** The selected one of the client's protocols, as a header. None if it offers none. */
export function offersProtocol(request: WireRequest): Readonly<Record<string, string>> {
  const spoken = protocolsOf(request).find((protocol) => protocol !== '' && !protocol.startsWith(keyProtocol))
  return spoken === undefined ? {} : { 'sec-websocket-protocol': spoken }
}

/** Creates the decoder of a WebSocket request: its key, and the model, if the URL names one. */
export function handshakeDecoder({ refusal }: Pick<Admission, 'refusal'>): (request: WireRequest, model: string) => Decoded {
  return (request, model) => {
    const refused = protocolsOf(request).some((protocol) => protocol.startsWith(keyProtocol)) ? undefined : refusal(request)
    if (refused !== undefined) return { type: 'problem', problem: refused, model }
    return { type: 'ask', ask: operationOn('connect', { model, texts: [`${request.method} ${request.url.pathname}`] }) }
  }
}
