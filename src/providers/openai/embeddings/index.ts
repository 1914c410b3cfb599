import { z } from 'zod'
import {
  numbersOf,
  operationOn,
  encode,
  serverSentEvent,
  type Decoded,
  type Endpoint,
  type Exchange,
  type WireRequest,
  type GatheredReply,
} from '../../../kit.ts'
import { openaiHost } from '../openai-host.ts'
import type { Host } from '../host.ts'
import { outlineOf, readRequest } from '../request.ts'
import { invalid } from '../wording.ts'
import { plainWriter } from '../plain-writer.ts'

const tokens = z.array(z.int())

/** The body of POST /v1/embeddings (https://platform.openai.com/docs/api-reference/embeddings/create). */
const embeddingsRequest = z.strictObject({
  model: z.string(),
  input: z.union([z.string().min(1), z.array(z.string().min(1)).min(1).max(2_048), tokens.min(1).max(2_048), z.array(tokens).min(1)]),
  encoding_format: z.enum(['float', 'base64']).nullish(),
  dimensions: z.int().min(1).nullish(),
  user: z.string().nullish(),
})

/** How many numbers the vectors of a model have (https://platform.openai.com/docs/guides/embeddings). */
const dimensionsOf: Readonly<Record<string, number>> = {
  'text-embedding-3-small': 1_536,
  'text-embedding-3-large': 3_072,
  'text-embedding-ada-002': 1_536,
}

function textsOf(input: z.output<typeof embeddingsRequest>['input']): readonly string[] {
  if (typeof input === 'string') return [input]
  // A list of tokens is one text, a list of such lists several.
  if (input.every((item) => typeof item === 'number')) return [input.join(' ')]
  return input.map((item) => (typeof item === 'string' ? item : (item as readonly number[]).join(' ')))
}

function decode(request: WireRequest, host: Host): Decoded {
  const read = readRequest(request, host, embeddingsRequest, (name) => invalid(`Unrecognized request argument supplied: ${name}`))
  if (read.type === 'problem') return { ...read, ...outlineOf(request, host) }
  const { model, input, dimensions } = read.body
  if (dimensions != null && model === 'text-embedding-ada-002')
    return { type: 'problem', problem: invalid('This model does not support specifying dimensions.'), model }
  return { type: 'ask', ask: operationOn('embed', { model, texts: textsOf(input), dimensions: dimensions ?? dimensionsOf[model] }) }
}

/** Numbers of 32 bits, the lowest byte first: the form in which the SDK asks for them where the app does not say. */
function base64Of(numbers: readonly number[]): string {
  const view = new DataView(new ArrayBuffer(numbers.length * 4))
  for (const [index, number] of numbers.entries()) view.setFloat32(index * 4, number, true)
  let binary = ''
  for (const byte of new Uint8Array(view.buffer)) binary += String.fromCodePoint(byte)
  return btoa(binary)
}

function isBase64({ text }: WireRequest): boolean {
  return (JSON.parse(text) as { encoding_format?: string }).encoding_format === 'base64'
}

function body({ reply, data, usage }: GatheredReply, { request }: Exchange): unknown {
  const encoded = isBase64(request)
  return {
    object: 'list',
    data: data.map((json, index) => ({
      object: 'embedding',
      index,
      embedding: encoded ? base64Of(numbersOf(json)) : numbersOf(json),
    })),
    model: reply.model,
    ...(usage === undefined ? {} : { usage: { prompt_tokens: usage.inputTokens, total_tokens: usage.inputTokens } }),
  }
}

/** Embeddings, as numbers and in base64, as a host gives them. */
export function embeddingsEndpoint(host: Host, path: string | RegExp, documentation: string): Endpoint {
  return {
    name: 'embeddings',
    method: 'POST',
    path,
    documentation,
    decode: (request) => decode(request, host),
    encode: (beats, exchange) => encode(beats, exchange, plainWriter(host, exchange, body)),
    bytes: serverSentEvent,
  }
}

/** OpenAI Embeddings. */
export const embeddings: Endpoint = embeddingsEndpoint(
  openaiHost,
  '/embeddings',
  'https://platform.openai.com/docs/api-reference/embeddings',
)
