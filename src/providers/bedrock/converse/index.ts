import { defineEndpoint, type Endpoint } from '../../../kit.ts'
import { eventStreamMessage, eventStreamType } from '../event-stream.ts'
import { writerOf } from '../writer.ts'
import { converseBody } from './body.ts'
import { decodeConverse } from './decode.ts'
import { converseReading } from './reading.ts'
import { ConverseStream } from './stream.ts'

function converseAt(path: RegExp, stream: boolean): Endpoint {
  return defineEndpoint({
    name: 'converse',
    path,
    readablePath: `/model/{model}/${stream ? 'converse-stream' : 'converse'}`,
    documentation: `https://docs.aws.amazon.com/bedrock/latest/APIReference/API_runtime_${stream ? 'ConverseStream' : 'Converse'}.html`,
    decode: (request) => decodeConverse(request, stream),
    reading: converseReading,
    write: (exchange) => ({
      ...writerOf(exchange),
      streamType: eventStreamType,
      stream: (exchange) => new ConverseStream(exchange),
      body: converseBody,
    }),
    bytes: eventStreamMessage,
  })
}

/** Converse and ConverseStream: the path determines whether a reply is streamed. */
export const converse: readonly Endpoint[] = [
  converseAt(/^\/model\/.+\/converse$/, false),
  converseAt(/^\/model\/.+\/converse-stream$/, true),
]
