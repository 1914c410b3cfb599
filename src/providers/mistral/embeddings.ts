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
} from '../../kit.ts'
import { plainWriter } from '../openai/plain-writer.ts'
import { outlineOf } from '../openai/request.ts'
import { readMistral } from './decode.ts'
import { mistralHost } from './host.ts'

/** The body of POST /v1/embeddings (https://docs.mistral.ai/api/endpoint/embeddings). */
const embeddingsRequest = z.strictObject({
  model: z.string(),
  input: z.union([z.string(), z.array(z.string()).min(1)]),
  output_dimension: z.int().min(1).nullish(),
  output_dtype: z.enum(['float', 'int8', 'uint8', 'binary', 'ubinary']).optional(),
  encoding_format: z.enum(['float', 'base64']).optional(),
  metadata: z.unknown().optional(),
})

/** How many numbers the vectors of a model have (https://docs.mistral.ai/capabilities/embeddings). */
const dimensionsOf: Readonly<Record<string, number>> = { 'mistral-embed': 1_024, 'codestral-embed': 1_536 }

function decode(request: WireRequest): Decoded {
  const read = readMistral(request, mistralHost, embeddingsRequest)
  if (read.type === 'problem') return { ...read, ...outlineOf(request, mistralHost) }
  const { model, input, output_dimension: dimensions } = read.body
  const texts = typeof input === 'string' ? [input] : input
  return { type: 'ask', ask: operationOn('embed', { model, texts, dimensions: dimensions ?? dimensionsOf[model] }) }
}

function body({ reply, data, usage }: GatheredReply, { call }: Exchange): unknown {
  const tokens = usage?.inputTokens ?? 0
  return {
    id: call.key,
    object: 'list',
    data: data.map((json, index) => ({ object: 'embedding', index, embedding: numbersOf(json) })),
    model: reply.model,
    ...(usage === undefined ? {} : { usage: { prompt_tokens: tokens, completion_tokens: 0, total_tokens: tokens } }),
  }
}

/** Mistral's Embeddings, as numbers. */
export const mistralEmbeddings: Endpoint = {
  name: 'embeddings',
  method: 'POST',
  path: /^(?:\/v1)?\/embeddings$/,
  documentation: 'https://docs.mistral.ai/api/endpoint/embeddings',
  decode,
  encode: (beats, exchange) => encode(beats, exchange, plainWriter(mistralHost, exchange, body)),
  bytes: serverSentEvent,
}
