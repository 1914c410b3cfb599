import { encode, type Endpoint, type Exchange, type Writer } from '../../../kit.ts'
import { messageBody } from '../../anthropic/messages/body.ts'
import { eventStreamType } from '../event-stream.ts'
import { replyHeaders } from '../headers.ts'
import { httpError } from '../problem.ts'
import { decodeInvoke } from './decode.ts'
import { drawIds, underOwnName } from './message.ts'
import { chunkMessage, invokeStream } from './stream.ts'

function writerOf({ random, call }: Exchange): Writer {
  const ids = drawIds(random)
  return {
    streamType: eventStreamType,
    headers: () => ({
      ...replyHeaders(ids.request),
      ...(call.stream ? { 'x-amzn-bedrock-content-type': 'application/json' } : {}),
    }),
    stream: (exchange) => invokeStream(exchange, ids),
    body: (gathered, exchange) => messageBody({ ...gathered, reply: underOwnName(gathered.reply) }, exchange, ids),
    problem: httpError,
  }
}

function endpointAt(path: RegExp, stream: boolean): Endpoint {
  return {
    name: 'invoke',
    method: 'POST',
    path,
    documentation: `https://docs.aws.amazon.com/bedrock/latest/APIReference/API_runtime_${stream ? 'InvokeModelWithResponseStream' : 'InvokeModel'}.html`,
    decode: (request) => decodeInvoke(request, stream),
    encode: (beats, exchange) => encode(beats, exchange, writerOf(exchange)),
    bytes: chunkMessage,
  }
}

/**
 * InvokeModel and InvokeModelWithResponseStream, whose body is of the model's own making: those of Anthropic's models. What an
 * ARN stands for is not in it, so that each is taken for one of them.
 */
export const invoke: readonly Endpoint[] = [
  endpointAt(/^\/model\/(?:[^/]*anthropic\.|arn(?::|%3A)).*\/invoke$/i, false),
  endpointAt(/^\/model\/(?:[^/]*anthropic\.|arn(?::|%3A)).*\/invoke-with-response-stream$/i, true),
]
