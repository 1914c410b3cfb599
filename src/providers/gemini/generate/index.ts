import { defineEndpoint, elementOfArray, serverSentEventInCrlf } from '../../../kit.ts'
import type { Endpoint, Exchange, Frame, WireRequest, Writer } from '../../../kit.ts'
import { asksForEvents, pathOf, type Method } from '../path.ts'
import { writer } from '../writer.ts'
import { bodyOf } from './body.ts'
import { decodeGenerate } from './decode.ts'
import { drawResponseId } from './ids.ts'
import { generateReading } from './reading.ts'
import { ContentStream } from './stream.ts'

function writerOf({ request, random, call }: Exchange): Writer {
  const id = drawResponseId(random)
  const isArray = call.stream && !asksForEvents(request)
  return {
    ...writer,
    ...(isArray ? { streamType: 'application/json; charset=UTF-8' } : {}),
    stream: (exchange) => new ContentStream(exchange, id, isArray),
    body: (gathered, exchange) => bodyOf(gathered, exchange, id),
    problem(problem, exchange) {
      const { body, ...error } = writer.problem(problem, exchange)
      // As a single element if the stream would have been an array.
      return { ...error, body: isArray ? [body] : body }
    },
  }
}

function bytesOf(frame: Frame, request: WireRequest): string {
  return asksForEvents(request) ? serverSentEventInCrlf(frame) : elementOfArray(frame)
}

function generateBy(method: Method, stream: boolean): Endpoint {
  return defineEndpoint({
    // One name for both, so that streaming and non-streaming requests are equal.
    name: 'generateContent',
    ...pathOf(method),
    decode: (request) => decodeGenerate(request, stream),
    reading: generateReading,
    write: writerOf,
    bytes: bytesOf,
  })
}

/** An answer in one body (https://ai.google.dev/api/generate-content#method:-models.generatecontent). */
export const generateContent: Endpoint = generateBy('generateContent', false)

/** A streamed answer (https://ai.google.dev/api/generate-content#method:-models.streamgeneratecontent). */
export const streamGenerateContent: Endpoint = generateBy('streamGenerateContent', true)
