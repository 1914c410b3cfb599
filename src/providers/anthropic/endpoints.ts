import { encode, serverSentEvent, type Endpoint, type Exchange, type Writer } from '../../kit.ts'
import { messageBody } from './body.ts'
import { countTokens } from './count-tokens.ts'
import { decode } from './decode.ts'
import { problemHeaders, replyHeaders } from './headers.ts'
import { drawIds } from './ids.ts'
import { model, modelList } from './models.ts'
import { errorBody, statusOf } from './problem.ts'
import { messageStream } from './stream.ts'

/** The official SDK appends `/v1/messages` to its base URL; others, such as `@ai-sdk/anthropic`, have `/v1` in it. */
export const endpoints: readonly Endpoint[] = ['/v1', ''].flatMap((version) => [
  messages(`${version}/messages`),
  countTokens(`${version}/messages/count_tokens`),
  modelList(`${version}/models`),
  model(`${version}/models`),
])

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
