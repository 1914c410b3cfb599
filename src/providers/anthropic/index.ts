import { encode, serverSentEvent, type Endpoint, type Exchange, type Provider, type Writer } from '../../kit.ts'
import { messageBody } from './body.ts'
import { countTokens } from './count-tokens.ts'
import { decode } from './decode.ts'
import { problemHeaders, replyHeaders } from './headers.ts'
import { drawIds } from './ids.ts'
import { model, modelList } from './models.ts'
import { errorBody, statusOf } from './problem.ts'
import { messageStream } from './stream.ts'

/** Where Anthropic is reached, and under which name it stands in the journal. */
export interface AnthropicOptions {
  readonly name?: string
  /** With or without `/v1`: both `/v1/messages` and `/messages` below it are answered. */
  readonly baseURL?: string | readonly string[]
}

/**
 * Anthropic's Messages API, streaming and not, with its count of tokens and its models.
 * @see https://docs.claude.com/en/api/messages
 * @example
 * const chaos = brownout({ providers: [anthropic()] })
 */
export function anthropic(options: AnthropicOptions = {}): Provider {
  const { name = 'anthropic', baseURL = 'https://api.anthropic.com' } = options
  return {
    name,
    baseUrls: typeof baseURL === 'string' ? [baseURL] : baseURL,
    // The official SDK appends `/v1/messages` to its base URL; others, such as `@ai-sdk/anthropic`, hold `/v1` in it.
    endpoints: ['/v1', ''].flatMap((version) => [
      messages(`${version}/messages`),
      countTokens(`${version}/messages/count_tokens`),
      modelList(`${version}/models`),
      model(`${version}/models`),
    ]),
  }
}

function messages(path: string): Endpoint {
  return {
    name: 'messages',
    method: 'POST',
    path,
    documentation: 'https://docs.claude.com/en/api/messages',
    decode,
    encode: (beats, exchange) => encode(beats, exchange, writerOf(exchange)),
    bytes: serverSentEvent,
  }
}

function writerOf({ random }: Exchange): Writer {
  const ids = drawIds(random)
  return {
    headers: (exchange) => replyHeaders(exchange, ids),
    stream: (exchange) => messageStream(exchange, ids),
    body: (gathered, exchange) => messageBody(gathered, exchange, ids),
    problem: (problem, exchange) => ({
      status: statusOf(problem),
      headers: problemHeaders(problem, exchange),
      body: errorBody(problem, exchange, ids.request),
    }),
  }
}
