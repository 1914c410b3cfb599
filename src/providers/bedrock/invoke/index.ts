import { defineEndpoint, type Endpoint } from '../../../kit.ts'
import { messageBody } from '../../anthropic/messages/body.ts'
import { eventStreamType } from '../event-stream.ts'
import { replyHeaders } from '../headers.ts'
import { httpError } from '../problem.ts'
import { underOwnName } from './body.ts'
import { decodeInvoke } from './decode.ts'
import { drawIds } from './ids.ts'
import { invokeReading } from './reading.ts'
import { chunkMessage, invokeStream } from './stream.ts'

function invokeAt(path: RegExp, stream: boolean): Endpoint {
  return defineEndpoint({
    name: 'invoke',
    path,
    readablePath: `/model/{Anthropic model}/${stream ? 'invoke-with-response-stream' : 'invoke'}`,
    documentation: `https://docs.aws.amazon.com/bedrock/latest/APIReference/API_runtime_${stream ? 'InvokeModelWithResponseStream' : 'InvokeModel'}.html`,
    decode: (request) => decodeInvoke(request, stream),
    reading: invokeReading,
    write({ random, call }) {
      const ids = drawIds(random)
      const streamed = call.stream ? { 'x-amzn-bedrock-content-type': 'application/json' } : {}
      return {
        streamType: eventStreamType,
        headers: () => ({ ...replyHeaders(ids.request), ...streamed }),
        stream: (exchange) => invokeStream(exchange, ids),
        body: (gathered, exchange) => messageBody({ ...gathered, reply: underOwnName(gathered.reply) }, exchange, ids),
        problem: httpError,
      }
    },
    bytes: chunkMessage,
  })
}

/**
 * InvokeModel and InvokeModelWithResponseStream, whose body depends on the model: those of Anthropic's models. The model of an
 * ARN is unknown, so each is treated as one of them.
 */
export const invoke: readonly Endpoint[] = [
  invokeAt(/^\/model\/(?:[^/]*anthropic\.|arn(?::|%3A)).*\/invoke$/i, false),
  invokeAt(/^\/model\/(?:[^/]*anthropic\.|arn(?::|%3A)).*\/invoke-with-response-stream$/i, true),
]
