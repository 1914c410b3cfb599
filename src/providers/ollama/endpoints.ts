import { encode, jsonLine, jsonLines, unstreamed, type Endpoint, type Writer } from '../../kit.ts'
import { bodyOf } from './body.ts'
import { decodeChat, decodeEmbed, decodeGenerate } from './decode.ts'
import { embeddingsOf } from './embed.ts'
import { chatForm, generateForm, type Form } from './form.ts'
import { httpError } from './problem.ts'
import { LineStream } from './stream.ts'

function writerOf(form: Form): Writer {
  return {
    streamType: jsonLines,
    headers: () => ({}),
    stream: (exchange) => new LineStream(exchange, form),
    body: (gathered, exchange) => bodyOf(gathered, exchange, form),
    problem: httpError,
  }
}

function endpointOf(name: string, decode: Endpoint['decode'], writer: Writer): Endpoint {
  return {
    name,
    method: 'POST',
    path: `/api/${name}`,
    documentation: `https://docs.ollama.com/api/${name}`,
    decode,
    encode: (beats, exchange) => encode(beats, exchange, writer),
    bytes: jsonLine,
  }
}

const chat = endpointOf('chat', decodeChat, writerOf(chatForm))
const generate = endpointOf('generate', decodeGenerate, writerOf(generateForm))
const embed = endpointOf('embed', decodeEmbed, unstreamed({ headers: () => ({}), body: embeddingsOf, problem: httpError }))

export const endpoints: readonly Endpoint[] = [chat, generate, embed]
