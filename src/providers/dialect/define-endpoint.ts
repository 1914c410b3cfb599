import type { Frame, WireForm } from '../../engine/model/frame.ts'
import type { Endpoint, Exchange } from '../../engine/model/provider.ts'
import type { WireRequest } from '../../engine/model/wire-request.ts'
import { serverSentEvent } from '../framing/sse.ts'
import { contextWindowOf } from './context-window.ts'
import { encode } from './encode.ts'
import { encodeBody } from './encode-body.ts'
import { encodeEmpty } from './encode-empty.ts'
import { readablePathOf } from './readable-path.ts'
import type { EmptyWriter, Writer } from './encoding.ts'

/** How an endpoint that never streams writes responses. */
export type PlainWriter = Omit<Writer, 'stream' | 'streamType'>

/** The parts of an endpoint. */
export interface EndpointDefinition extends Pick<
  Endpoint,
  'name' | 'path' | 'readablePath' | 'takes' | 'documentation' | 'inexpressible' | 'contextWindow' | 'decode' | 'answer' | 'reading'
> {
  /** Default: POST */
  readonly method?: Endpoint['method']
  /** Creates the writer of one exchange. Draw ids here, so that they do not depend on what is written first. */
  write(exchange: Exchange): Writer | PlainWriter | EmptyWriter
  /** Frames a stream. Default: server-sent events. */
  readonly bytes?: (frame: Frame, request: WireRequest) => WireForm
}

/**
 * Defines an endpoint: how it decodes a request and writes the model's answer.
 * @example
 * const chat = defineEndpoint({
 *   name: 'chat',
 *   path: '/v1/chat',
 *   decode: (request) => decodeRequest(request, decoding),
 *   write: () => ({
 *     headers: () => ({}),
 *     stream: streamOf,
 *     body: bodyOf,
 *     problem: problemWriter(wordings, { body: errorBody }),
 *   }),
 * })
 */
export function defineEndpoint({ method = 'POST', write, bytes = serverSentEvent, ...rest }: EndpointDefinition): Endpoint {
  return {
    readablePath: readablePathOf(rest.path),
    contextWindow: ({ model }) => contextWindowOf(model),
    ...rest,
    method,
    encode(beats, exchange) {
      const writer = write(exchange)
      if ('emptyStatus' in writer) return encodeEmpty(beats, exchange, writer)
      return 'stream' in writer ? encode(beats, exchange, writer) : encodeBody(beats, exchange, writer)
    },
    bytes,
  }
}
