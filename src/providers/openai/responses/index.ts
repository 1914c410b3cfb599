import { contextWindowOf, defineEndpoint, jsonObjectOf, type Endpoint, type ProviderStore, type WireRequest } from '../../../kit.ts'
import { openaiHost, type Host } from '../host.ts'
import { writerAt } from '../writer.ts'
import { encodeBackground, isLeftInBackground } from './background.ts'
import { responsesBody } from './body.ts'
import { decodeResponses } from './decode.ts'
import { drawIds } from './ids.ts'
import { responsesReading } from './reading.ts'
import { ResponseKeeper } from './stored/keeper.ts'
import { ResponsesStream } from './stream.ts'

/** A host's Responses endpoint. */
export function responsesEndpoint(host: Host, path: string | RegExp, documentation: string): Endpoint {
  const endpoint = defineEndpoint({
    name: 'responses',
    path,
    documentation,
    contextWindow: ({ model }, request) => (truncates(request) ? undefined : contextWindowOf(model)),
    decode: (request, store) => decodeResponses(request, host, host.keepsResponses === true ? store : forgetful(store)),
    reading: responsesReading,
    write(exchange) {
      const writer = writerAt(host, exchange)
      const ids = drawIds(exchange.random)
      const keeper = host.keepsResponses === true ? new ResponseKeeper(exchange, ids) : undefined
      return {
        ...writer,
        stream: (exchange) => new ResponsesStream(exchange, host, ids, keeper),
        body(gathered, exchange) {
          keeper?.finished(gathered.reply)
          return responsesBody(gathered, exchange, ids)
        },
      }
    },
  })
  return {
    ...endpoint,
    encode: (beats, exchange) =>
      host.keepsResponses === true && isLeftInBackground(exchange)
        ? encodeBackground(beats, exchange, host, (instead) => endpoint.encode(instead, exchange))
        : endpoint.encode(beats, exchange),
  }
}

/** Whether the API omits items in the middle of a too long conversation. */
function truncates({ text }: WireRequest): boolean {
  return text.includes('"truncation"') && jsonObjectOf(text)?.['truncation'] === 'auto'
}

/** The store of a host that stores nothing: it is always empty. */
function forgetful(store: ProviderStore): ProviderStore {
  return { now: () => store.now(), keep: (_, make) => make() }
}

/** OpenAI Responses (https://platform.openai.com/docs/api-reference/responses). */
export const responses: Endpoint = responsesEndpoint(openaiHost, '/responses', 'https://platform.openai.com/docs/api-reference/responses')
