import { defineSocketEndpoint, jsonFrame, jsonObjectOf } from '../../../../kit.ts'
import type { Endpoint, Exchange, MessageWriter, Problem, WireRequest } from '../../../../kit.ts'
import { handshakeDecoder, offersProtocol } from '../../handshake.ts'
import type { Host } from '../../host.ts'
import { writerAt } from '../../writer.ts'
import { decodeResponses } from '../decode.ts'
import { drawIds } from '../ids.ts'
import { ResponseKeeper } from '../stored/keeper.ts'
import { forgetLast } from '../stored/response.ts'
import { ResponsesStream } from '../stream.ts'
import { receiveResponses, opened } from './receive.ts'
import { SocketStream } from './stream.ts'

/** OpenAI's documentation of it. */
export const documentation = 'https://developers.openai.com/api/docs/guides/websocket-mode'

/** The members of a call next to the body of a request to Responses. */
interface Envelope {
  readonly stream_id?: string
  readonly generate?: boolean
}

/** The events of an error before the answer starts, as read by Codex (openai/codex, codex-api/src/endpoint/responses_websocket.rs). */
function refusal(host: Host, problem: Problem, exchange: Exchange, lane: string | undefined): ReturnType<MessageWriter['problem']> {
  const { status, headers } = host.httpError(problem, exchange)
  const event = {
    type: 'error',
    status,
    error: host.errorOf(problem, exchange),
    headers,
    ...(lane === undefined ? {} : { stream_id: lane }),
  }
  return { status, frames: [jsonFrame('problem', event)] }
}

function envelopeOf({ text }: WireRequest): Envelope & { readonly body: string } {
  try {
    const { stream_id, generate, ...body } = JSON.parse(text) as Envelope
    return {
      body: JSON.stringify(body),
      ...(stream_id === undefined ? {} : { stream_id }),
      ...(generate === undefined ? {} : { generate }),
    }
  } catch {
    return { body: text }
  }
}

/**
 * Removes the response that a failed request continued from, unless it is stored: "If a turn fails (`4xx` or `5xx`), the service evicts
 * the referenced `previous_response_id` from the connection-local cache" (as in {@link documentation}).
 */
function forgetPrevious({ text, connection }: WireRequest): void {
  forgetLast(connection!, jsonObjectOf(text)?.['previous_response_id'])
}

/** A host's Responses over a WebSocket: each `response.create` is a call. */
export function responsesSocket(host: Host, path: string | RegExp): Endpoint {
  const decodeHandshake = handshakeDecoder(host)
  return defineSocketEndpoint({
    name: 'responses.connect',
    path,
    documentation,
    receive: receiveResponses,
    decode(request, store) {
      if (request.text === '') return decodeHandshake(request, '')
      const { body, generate } = envelopeOf(request)
      const decoded = decodeResponses({ ...request, text: body }, host, store)
      // Without generation it only prepares the context for a later request: the model is not called.
      return decoded.type === 'ask' && generate === false ? { ...decoded, ask: { ...decoded.ask, operation: 'access-storage' } } : decoded
    },
    open(exchange) {
      const { headers, problem } = writerAt(host, exchange)
      return { headers: (each) => ({ ...headers(each), ...offersProtocol(each.request) }), problem, frames: () => opened(exchange) }
    },
    write(exchange) {
      const ids = drawIds(exchange.random)
      const { stream_id: lane } = envelopeOf(exchange.request)
      const failed = (): void => forgetPrevious(exchange.request)
      return {
        stream: () => new SocketStream(new ResponsesStream(exchange, host, ids, new ResponseKeeper(exchange, ids)), lane, failed),
        problem(problem) {
          failed()
          return refusal(host, problem, exchange, lane)
        },
      }
    },
  })
}
