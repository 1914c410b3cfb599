import type { Endpoint, Exchange } from '../../../engine/model/provider.ts'
import { encode, type Writer } from '../../encoding.ts'
import { serverSentEvent } from '../../framing/sse.ts'
import { completionOf } from './body.ts'
import { openaiChat, type ChatFlavour } from './flavour.ts'
import { ChatStream } from './stream.ts'

function writerOf(flavour: ChatFlavour, exchange: Exchange): Writer {
  const requestId = flavour.requestId(exchange.random)
  const id = flavour.completionId(exchange.random, exchange, requestId)
  return {
    headers: (exchange) => flavour.headers(exchange, requestId),
    stream: (exchange) => new ChatStream(exchange, flavour, { id, requestId }),
    body: (gathered, exchange) => completionOf(gathered, exchange, flavour, id),
    problem: flavour.httpError,
    ...(flavour.lateError === undefined ? {} : { lateProblem: flavour.lateError }),
  }
}

/** Chat Completions in a host's flavour. */
export function chatEndpoint(flavour: ChatFlavour): Endpoint {
  return {
    name: 'chat.completions',
    method: 'POST',
    path: flavour.path,
    documentation: flavour.documentation,
    decode: (request) => flavour.decode(request, flavour),
    encode: (beats, exchange) => encode(beats, exchange, writerOf(flavour, exchange)),
    bytes: serverSentEvent,
  }
}

/** OpenAI Chat Completions (https://platform.openai.com/docs/api-reference/chat). */
export const chatCompletions: Endpoint = chatEndpoint(openaiChat)
