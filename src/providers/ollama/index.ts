import { BrownoutError, encode, jsonLine, jsonLines, unstreamed, type Endpoint, type Provider, type Writer } from '../../kit.ts'
import { bodyOf } from './body.ts'
import { decodeChat, decodeEmbed, decodeGenerate } from './decode.ts'
import { embeddingsOf } from './embed.ts'
import { chatForm, generateForm, type Form } from './form.ts'
import { httpError } from './problem.ts'
import { LineStream } from './stream.ts'

/** Where an Ollama server is reached. */
export interface OllamaOptions {
  /** What the journal and `.for(...)` call it. `ollama` where it is left out. */
  readonly name?: string
  /** As `OLLAMA_HOST` takes it, without `/api`: port 11434 of this machine where it is left out. Several may be given. */
  readonly baseURL?: string | readonly string[]
}

const thisMachine = ['http://127.0.0.1:11434', 'http://localhost:11434']

/**
 * Ollama's own API: chat and generate, in streams of JSON lines and whole, and embeddings. What it speaks of OpenAI's API below `/v1` is
 * `openai({ name: 'ollama', baseURL: 'http://127.0.0.1:11434/v1' })`.
 * @throws BrownoutError where a base URL is none
 * @example
 * brownout({ providers: [ollama(), ollama({ name: 'cloud', baseURL: 'https://ollama.com' })] })
 */
export function ollama({ name = 'ollama', baseURL = thisMachine }: OllamaOptions = {}): Provider {
  const baseUrls = typeof baseURL === 'string' ? [baseURL] : baseURL
  for (const url of baseUrls) {
    if (!URL.canParse(url))
      throw new BrownoutError(`Cannot set up "${name}" at ${JSON.stringify(url)}: expected a URL such as "${thisMachine[0]}".`)
  }
  return { name, baseUrls, endpoints: [chat, generate, embed] }
}

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
