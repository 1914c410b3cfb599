import { BrownoutError, encode, serverSentEvent, unstreamed, type Endpoint, type Exchange, type Provider, type Writer } from '../../kit.ts'
import { decode } from './decode.ts'
import { decodeEmbed, embeddingsOf } from './embed.ts'
import { problemHeaders, replyHeaders } from './headers.ts'
import { drawIds, type Ids } from './ids.ts'
import { bodyOf } from './message.ts'
import { messageOf, statusOf } from './problem.ts'
import { EventStream } from './stream.ts'

/** Where Cohere is reached, and under which name it stands in the journal. */
export interface CohereOptions {
  /** `cohere` where it is left out. */
  readonly name?: string
  /** With or without `/v2`: both `/v2/chat` and `/chat` below it are answered. Several may be given. */
  readonly baseURL?: string | readonly string[]
}

const hosts = ['https://api.cohere.com', 'https://api.cohere.ai']

/**
 * Cohere's API, version 2: chat, streaming and not, and embeddings.
 * @throws BrownoutError where a base URL is none
 * @see https://docs.cohere.com/reference/chat
 * @example
 * const chaos = brownout({ providers: [cohere()] })
 */
export function cohere({ name = 'cohere', baseURL = hosts }: CohereOptions = {}): Provider {
  const baseUrls = typeof baseURL === 'string' ? [baseURL] : baseURL
  for (const url of baseUrls) {
    if (!URL.canParse(url))
      throw new BrownoutError(`Cannot set up "${name}" at ${JSON.stringify(url)}: expected a URL such as "${hosts[0]}".`)
  }
  // The official SDK appends `/v2/chat` to its base URL; others, such as `@ai-sdk/cohere`, hold `/v2` in it.
  return { name, baseUrls, endpoints: ['/v2', ''].flatMap((version) => [chat(`${version}/chat`), embed(`${version}/embed`)]) }
}

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
