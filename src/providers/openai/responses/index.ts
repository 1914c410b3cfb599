import { defineEndpoint, type Endpoint } from '../../../kit.ts'
import { openaiHost, type Host } from '../host.ts'
import { writerAt } from '../writer.ts'
import { responsesBody } from './body.ts'
import { decodeResponses } from './decode.ts'
import { drawIds } from './ids.ts'
import { ResponsesStream } from './stream.ts'

/** Responses, as a host speaks them. */
export function responsesEndpoint(host: Host, path: string | RegExp, documentation: string): Endpoint {
  return defineEndpoint({
    name: 'responses',
    path,
    documentation,
    decode: (request) => decodeResponses(request, host),
    write(exchange) {
      const writer = writerAt(host, exchange)
      const ids = drawIds(exchange.random)
      return {
        ...writer,
        stream: (exchange) => new ResponsesStream(exchange, host, ids),
        body: (gathered, exchange) => responsesBody(gathered, exchange, ids),
      }
    },
  })
}

/** OpenAI Responses (https://platform.openai.com/docs/api-reference/responses). */
export const responses: Endpoint = responsesEndpoint(openaiHost, '/responses', 'https://platform.openai.com/docs/api-reference/responses')
