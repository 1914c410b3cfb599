import { encode, uuidFrom, type Endpoint, type Exchange, type Writer } from '../../../kit.ts'
import { eventStreamMessage, eventStreamType } from '../event-stream.ts'
import { replyHeaders } from '../headers.ts'
import { httpError } from '../problem.ts'
import { converseBody } from './body.ts'
import { decodeConverse } from './decode.ts'
import { ConverseStream } from './stream.ts'

function writerOf({ random }: Exchange): Writer {
  const requestId = uuidFrom(random)
  return {
    streamType: eventStreamType,
    headers: () => replyHeaders(requestId),
    stream: (exchange) => new ConverseStream(exchange),
    body: converseBody,
    problem: httpError,
  }
}

function endpointAt(path: RegExp, stream: boolean): Endpoint {
  return {
    name: 'converse',
    method: 'POST',
    path,
    documentation: `https://docs.aws.amazon.com/bedrock/latest/APIReference/API_runtime_${stream ? 'ConverseStream' : 'Converse'}.html`,
    decode: (request) => decodeConverse(request, stream),
    encode: (beats, exchange) => encode(beats, exchange, writerOf(exchange)),
    bytes: eventStreamMessage,
  }
}

/** Converse and ConverseStream: whether a reply is streamed is in the path. */
export const converse: readonly Endpoint[] = [
  endpointAt(/^\/model\/.+\/converse$/, false),
  endpointAt(/^\/model\/.+\/converse-stream$/, true),
]
