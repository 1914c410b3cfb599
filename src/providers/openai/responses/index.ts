import { encode, serverSentEvent, type OpenPart, type Endpoint, type Exchange, type ReplyPart, type Writer } from '../../../kit.ts'
import { openaiHost } from '../openai-host.ts'
import type { Host } from '../host.ts'
import { decodeResponses } from './decode.ts'
import { itemIds, itemOf } from './items.ts'
import { finishedState, responseOf } from './response.ts'
import { ResponsesStream } from './stream.ts'

function textOf(part: ReplyPart): string {
  return part.type === 'tool-call' ? part.arguments : part.text
}

function writerOf(host: Host, { random }: Exchange): Writer {
  const requestId = host.requestId(random)
  const id = `resp_${random.id(50, 'hexadecimal')}`
  const itemId = itemIds(random)
  return {
    headers: (exchange) => host.headers(exchange, requestId),
    stream: (exchange) => new ResponsesStream(exchange, host, id, itemId),
    body({ reply, parts, finish, usage }, exchange) {
      const output = parts.map((part, index) =>
        itemOf(itemId(part as OpenPart, index), part as OpenPart, textOf(part), exchange.call.reasoning),
      )
      return responseOf(id, reply, output, finishedState(finish, usage), exchange)
    },
    problem: host.httpError,
  }
}

/** Responses, as a host speaks them. */
export function responsesEndpoint(host: Host, path: string | RegExp, documentation: string): Endpoint {
  return {
    name: 'responses',
    method: 'POST',
    path,
    documentation,
    decode: (request) => decodeResponses(request, host),
    encode: (beats, exchange) => encode(beats, exchange, writerOf(host, exchange)),
    bytes: serverSentEvent,
  }
}

/** OpenAI Responses (https://platform.openai.com/docs/api-reference/responses). */
export const responses: Endpoint = responsesEndpoint(openaiHost, '/responses', 'https://platform.openai.com/docs/api-reference/responses')
