import { defineEndpoint, jsonLine, jsonLines, type Endpoint, type PlainWriter, type Reading, type Writer } from '../../kit.ts'
import { bodyOf } from './body.ts'
import type { Form } from './form.ts'
import { httpError } from './problem.ts'
import { LineStream } from './stream.ts'

/** The common parts of all writers: no headers of their own, and errors. */
export const writer: Omit<PlainWriter, 'body'> = { headers: () => ({}), problem: httpError }

/** Creates the writer of an endpoint's form: JSON lines, or one body. */
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
    // The server truncates a prompt to the model's window without an error.
    contextWindow: () => undefined,
    decode,
    ...(reading === undefined ? {} : { reading }),
    write: () => writes,
    bytes: jsonLine,
  })
}
