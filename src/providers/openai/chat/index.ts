import type { Endpoint, Exchange } from '../../../engine/provider.ts'
import { encode, type Writer } from '../../encoding.ts'
import { serverSentEvent } from '../../framing/sse.ts'
import { headersOf } from '../headers.ts'
import { httpError } from '../problem.ts'
import { completionOf } from './body.ts'
import { decodeChat } from './decode.ts'
import { ChatStream } from './stream.ts'

function writerOf({ random }: Exchange): Writer {
  const requestId = `req_${random.id(32, 'hexadecimal')}`
  const id = `chatcmpl-${random.id(29)}`
  return {
    headers: (exchange) => headersOf(exchange, requestId),
    stream: (exchange) => new ChatStream(exchange, id),
    body: (gathered, exchange) => completionOf(gathered, exchange, id),
    problem: httpError,
  }
}

/** OpenAI Chat Completions (https://platform.openai.com/docs/api-reference/chat). */
export const chatCompletions: Endpoint = {
  name: 'chat.completions',
  method: 'POST',
  path: '/chat/completions',
  documentation: 'https://platform.openai.com/docs/api-reference/chat',
  decode: decodeChat,
  encode: (beats, exchange) => encode(beats, exchange, writerOf(exchange)),
  bytes: serverSentEvent,
}
