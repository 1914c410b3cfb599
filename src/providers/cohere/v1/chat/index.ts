import {
  contextWindowOf,
  defineEndpoint,
  jsonLine,
  jsonObjectOf,
  serverSentEvent,
  type Endpoint,
  type WireRequest,
} from '../../../../kit.ts'
import { writerOf } from '../../writer.ts'
import { bodyOfV1 } from './body.ts'
import { decodeChatV1 } from './decode.ts'
import { chatV1Reading } from './reading.ts'
import { EventStreamV1 } from './stream.ts'

/** Streams are lines of JSON unless the app requests server-sent events with a header of the API (cohere-ai 7, `ChatStreamRequest`). */
function wantsEvents({ headers }: WireRequest): boolean {
  return headers.get('accepts') === 'text/event-stream'
}

/** Whether the API truncates a prompt that does not fit (https://docs.cohere.com/v1/reference/chat#request.body.prompt_truncation). */
function isCut({ text }: WireRequest): boolean {
  return text.includes('"prompt_truncation"') && String(jsonObjectOf(text)?.['prompt_truncation']).startsWith('AUTO')
}

/** Chat, version 1 (https://docs.cohere.com/v1/reference/chat). */
export const chatV1: Endpoint = defineEndpoint({
  name: 'chat',
  path: '/v1/chat',
  documentation: 'https://docs.cohere.com/v1/reference/chat',
  contextWindow: ({ model }, request) => (isCut(request) ? undefined : contextWindowOf(model)),
  decode: decodeChatV1,
  reading: chatV1Reading,
  bytes: (frame, request) => (wantsEvents(request) ? serverSentEvent(frame) : jsonLine(frame)),
  write(exchange) {
    const { ids, ...writer } = writerOf(exchange)
    return {
      ...writer,
      ...(wantsEvents(exchange.request) ? {} : { streamType: 'application/stream+json' }),
      stream: (exchange) => new EventStreamV1(exchange, ids),
      body: (gathered, exchange) => bodyOfV1(gathered, exchange, ids),
    }
  },
})
