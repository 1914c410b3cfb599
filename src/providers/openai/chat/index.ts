import { encode, serverSentEvent, type Endpoint, type Exchange, type Writer } from '../../../kit.ts'
import { completionOf } from './body.ts'
import { openaiChat } from './openai-chat.ts'
import type { ChatFlavor } from './flavor.ts'
import { ChatStream } from './stream.ts'

function writerOf(flavor: ChatFlavor, exchange: Exchange): Writer {
  const requestId = flavor.requestId(exchange.random)
  const id = flavor.completionId(exchange.random, exchange, requestId)
  return {
    headers: (exchange) => flavor.headers(exchange, requestId),
    stream: (exchange) => new ChatStream(exchange, flavor, { id, requestId }),
    body: (gathered, exchange) => completionOf(gathered, exchange, flavor, id),
    problem: flavor.httpError,
    ...(flavor.lateError === undefined ? {} : { lateProblem: flavor.lateError }),
  }
}

/** Chat Completions in a host's flavor. */
export function chatEndpoint(flavor: ChatFlavor): Endpoint {
  return {
    name: 'chat.completions',
    method: 'POST',
    path: flavor.path,
    documentation: flavor.documentation,
    decode: (request) => flavor.decode(request, flavor),
    encode: (beats, exchange) => encode(beats, exchange, writerOf(flavor, exchange)),
    bytes: serverSentEvent,
  }
}

/** OpenAI Chat Completions (https://platform.openai.com/docs/api-reference/chat). */
export const chatCompletions: Endpoint = chatEndpoint(openaiChat)
