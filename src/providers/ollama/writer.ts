import { defineEndpoint, jsonLine, jsonLines, type Endpoint, type PlainWriter, type Reading, type Writer } from '../../kit.ts'
import { bodyOf } from './body.ts'
import type { Form } from './form.ts'
import { httpError } from './problem.ts'
import { LineStream } from './stream.ts'

/** What all endpoints write alike: no headers of their own, and errors. */
export const writer: Omit<PlainWriter, 'body'> = { headers: () => ({}), problem: httpError }

/** Writes answers in the form of an endpoint: as JSON lines, or in one body. */
export function writerIn(form: Form): Writer {
  return {
    ...writer,
    streamType: jsonLines,
    stream: (exchange) => new LineStream(exchange, form),
    body: (gathered, exchange) => bodyOf(gathered, exchange, form),
  }
}

/** An endpoint below `/api`. */
export function endpointOf(name: string, decode: Endpoint['decode'], writes: Writer | PlainWriter, reading?: Reading): Endpoint {
  return defineEndpoint({
    name,
    path: `/api/${name}`,
    documentation: `https://docs.ollama.com/api/${name}`,
    // `done_reason` is "stop" or "length".
    inexpressible: ['content-filter'],
    // The server cuts a prompt to what the model takes, and says nothing.
    contextWindow: () => undefined,
    decode,
    ...(reading === undefined ? {} : { reading }),
    write: () => writes,
    bytes: jsonLine,
  })
}
