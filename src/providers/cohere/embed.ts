import { z } from 'zod'
import { numbersOf, operationOn, type Decoded, type Exchange, type WireRequest, type GatheredReply } from '../../kit.ts'
import { readRequest, refusal } from './reading.ts'
import { invalid } from './wording.ts'

const text = z.string()
const content = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('text'), text }),
  z.strictObject({ type: z.literal('image_url'), image_url: z.looseObject({ url: text }) }),
])

/** The body of POST /v2/embed (https://docs.cohere.com/reference/embed). */
const embedRequest = z.strictObject({
  model: text,
  input_type: z.enum(['search_document', 'search_query', 'classification', 'clustering', 'image']).nullish(),
  texts: z.array(text).min(1).max(96).nullish(),
  images: z.array(text).min(1).nullish(),
  inputs: z
    .array(z.strictObject({ content: z.array(content) }))
    .max(96)
    .nullish(),
  embedding_types: z.array(z.enum(['float', 'int8', 'uint8', 'binary', 'ubinary', 'base64'])).nullish(),
  output_dimension: z.int().min(1).nullish(),
  max_tokens: z.int().nullish(),
  truncate: z.enum(['NONE', 'START', 'END']).nullish(),
  priority: z.int().min(0).max(999).nullish(),
})

type EmbedRequest = z.output<typeof embedRequest>
type EmbeddingType = NonNullable<EmbedRequest['embedding_types']>[number]

/** How many numbers the vectors of a model have (https://docs.cohere.com/docs/models#embed). */
function dimensionsOf(model: string): number {
  if (model.startsWith('embed-v4')) return 1_536
  return model.includes('light') ? 384 : 1_024
}

function textsOf({ texts, images, inputs }: EmbedRequest): readonly string[] {
  const told = (inputs ?? []).map(({ content: parts }) =>
    parts.map((part) => (part.type === 'text' ? part.text : part.image_url.url)).join('\n'),
  )
  return [...(texts ?? []), ...(images ?? []), ...told]
}

/** Reads a request for vectors. */
export function decodeEmbed(request: WireRequest): Decoded {
  const read = readRequest(request, embedRequest)
  if (read.type === 'problem') return read
  const { model, input_type: inputType, output_dimension: dimensions } = read.body
  if (inputType == null) return refusal(invalid('valid input_type must be provided with the provided model'), read.body)
  const texts = textsOf(read.body)
  if (texts.length === 0) return refusal(invalid('texts, images or inputs must be provided'), read.body)
  return { type: 'ask', ask: operationOn('embed', { model, texts, dimensions: dimensions ?? dimensionsOf(model) }) }
}

/** The signs of eight numbers to a byte, the first in its highest bit. */
function packed(numbers: readonly number[]): number[] {
  return Array.from({ length: Math.ceil(numbers.length / 8) }, (_, byte) =>
    numbers.slice(byte * 8, byte * 8 + 8).reduce((bits, number, place) => bits | (number > 0 ? 0x80 >> place : 0), 0),
  )
}

function base64Of(numbers: readonly number[]): string {
  const view = new DataView(new ArrayBuffer(numbers.length * 4))
  for (const [index, number] of numbers.entries()) view.setFloat32(index * 4, number, true)
  return btoa(Array.from(new Uint8Array(view.buffer), (byte) => String.fromCodePoint(byte)).join(''))
}

/** A vector of length 1 in each of the forms that there are. */
const forms: Readonly<Record<EmbeddingType, (numbers: readonly number[]) => unknown>> = {
  float: (numbers) => numbers,
  int8: (numbers) => numbers.map((number) => Math.round(number * 127)),
  uint8: (numbers) => numbers.map((number) => Math.round(number * 127) + 128),
  binary: (numbers) => packed(numbers).map((byte) => byte - 128),
  ubinary: packed,
  base64: base64Of,
}

/** The vectors, in each of the forms that were asked for. */
export function embeddingsOf({ data, usage }: GatheredReply, { request }: Exchange, id: string): unknown {
  const { embedding_types: types, texts } = JSON.parse(request.text) as EmbedRequest
  const vectors = data.map(numbersOf)
  return {
    id,
    embeddings: Object.fromEntries((types ?? ['float']).map((type) => [type, vectors.map(forms[type])])),
    texts: texts ?? [],
    meta: { api_version: { version: '2' }, ...(usage === undefined ? {} : { billed_units: { input_tokens: usage.inputTokens } }) },
    response_type: 'embeddings_by_type',
  }
}
