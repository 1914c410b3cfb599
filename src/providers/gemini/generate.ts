import {
  encode,
  elementOfArray,
  serverSentEvent,
  type Frame,
  type Endpoint,
  type Exchange,
  type WireRequest,
  type Writer,
} from '../../kit.ts'
import { bodyOf } from './body.ts'
import { decodeGenerate } from './decode.ts'
import { headersOf } from './headers.ts'
import { asksForEvents, pathOf, type Method } from './path.ts'
import { httpError } from './problem.ts'
import { drawResponseId } from './response.ts'
import { ContentStream } from './stream.ts'

function writerOf({ request, random, call }: Exchange): Writer {
  const id = drawResponseId(random)
  const isArray = call.stream && !asksForEvents(request)
  return {
    ...(isArray ? { streamType: 'application/json; charset=UTF-8' } : {}),
    headers: headersOf,
    stream: (exchange) => new ContentStream(exchange, id, isArray),
    body: (gathered, exchange) => bodyOf(gathered, exchange, id),
    problem: (problem, exchange) => {
      const { body, ...error } = httpError(problem, exchange)
      // As one element, where a stream would have been an array.
      return { ...error, body: isArray ? [body] : body }
    },
  }
}

function bytesOf(frame: Frame, request: WireRequest): Uint8Array<ArrayBuffer> {
  return asksForEvents(request) ? serverSentEvent(frame) : elementOfArray(frame)
}

function endpointOf(method: Method, stream: boolean): Endpoint {
  return {
    // One name for both, so that a question is the same one whether it is streamed or not.
    name: 'generateContent',
    method: 'POST',
    ...pathOf(method),
    decode: (request) => decodeGenerate(request, stream),
    encode: (beats, exchange) => encode(beats, exchange, writerOf(exchange)),
    bytes: bytesOf,
  }
}

/** An answer in one body (https://ai.google.dev/api/generate-content#method:-models.generatecontent). */
export const generateContent: Endpoint = endpointOf('generateContent', false)

/** An answer piece by piece (https://ai.google.dev/api/generate-content#method:-models.streamgeneratecontent). */
export const streamGenerateContent: Endpoint = endpointOf('streamGenerateContent', true)
