import { base64Of, floatBytes, numbersOf, type Exchange, type GatheredReply } from '../../../kit.ts'
import type { EmbedRequest, EmbeddingType } from './schema.ts'

/** Packs the signs of eight numbers into a byte, the first in the highest bit. */
function packed(numbers: readonly number[]): number[] {
  return Array.from({ length: Math.ceil(numbers.length / 8) }, (_, byte) =>
    numbers.slice(byte * 8, byte * 8 + 8).reduce((bits, number, place) => bits | (number > 0 ? 0x80 >> place : 0), 0),
  )
}

/** A vector of length 1 in each encoding. */
const forms: Readonly<Record<EmbeddingType, (numbers: readonly number[]) => unknown>> = {
  float: (numbers) => numbers,
  int8: (numbers) => numbers.map((number) => Math.round(number * 127)),
  uint8: (numbers) => numbers.map((number) => Math.round(number * 127) + 128),
  binary: (numbers) => packed(numbers).map((byte) => byte - 128),
  ubinary: packed,
  base64: (numbers) => base64Of(floatBytes(numbers)),
}

/** The vectors, in each requested encoding. */
export function embeddingsOf({ data, usage }: GatheredReply, { request }: Exchange, id: string): Readonly<Record<string, unknown>> {
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
