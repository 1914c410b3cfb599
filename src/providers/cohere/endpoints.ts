import { encode, serverSentEvent, unstreamed, type Endpoint, type Exchange, type Writer } from '../../kit.ts'
import { decode } from './decode.ts'
import { decodeEmbed, embeddingsOf } from './embed.ts'
import { problemHeaders, replyHeaders } from './headers.ts'
import { drawIds, type Ids } from './ids.ts'
import { bodyOf } from './message.ts'
import { messageOf, statusOf } from './problem.ts'
import { EventStream } from './stream.ts'

/** The official SDK appends `/v2/chat` to its base URL; others, such as `@ai-sdk/cohere`, have `/v2` in it. */
export const endpoints: readonly Endpoint[] = ['/v2', ''].flatMap((version) => [chat(`${version}/chat`), embed(`${version}/embed`)])

function chat(path: string): Endpoint {
  return {
    name: 'chat',
    method: 'POST',
    path,
    documentation: 'https://docs.cohere.com/reference/chat',
    decode,
    encode: (beats, exchange) => encode(beats, exchange, writerOf(exchange)),
    bytes: serverSentEvent,
  }
}

function embed(path: string): Endpoint {
  return {
    name: 'embed',
    method: 'POST',
    path,
    documentation: 'https://docs.cohere.com/reference/embed',
    decode: decodeEmbed,
    encode: (beats, exchange) => encode(beats, exchange, embedWriterOf(exchange)),
    bytes: serverSentEvent,
  }
}

function writerOf({ random }: Exchange): Writer {
  const ids = drawIds(random)
  return {
    ...plainWriterOf(ids),
    stream: (exchange) => new EventStream(exchange, ids.reply),
    body: (gathered, { call }) => bodyOf(gathered, ids.reply, call.reasoning),
  }
}

function embedWriterOf({ random }: Exchange): Writer {
  const ids = drawIds(random)
  return unstreamed({ ...plainWriterOf(ids), body: (gathered, exchange) => embeddingsOf(gathered, exchange, ids.reply) })
}

/** What is written in the same way whatever was asked for. */
function plainWriterOf(ids: Ids): Pick<Writer, 'headers' | 'problem'> {
  return {
    headers: (exchange) => replyHeaders(exchange, ids),
    problem: (problem, exchange) => ({
      status: statusOf(problem),
      headers: problemHeaders(problem, exchange),
      body: { id: ids.reply, message: messageOf(problem, exchange) },
    }),
  }
}
