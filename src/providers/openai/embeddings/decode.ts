import { decodeRequest, operationOn, type Decoded, type WireRequest } from '../../../kit.ts'
import { readingAt, type Admission } from '../decode.ts'
import { invalid } from '../wording.ts'
import { embeddingsRequest, type EmbeddingsRequest } from './schema.ts'

/** How many numbers the vectors of a model have (https://platform.openai.com/docs/guides/embeddings). */
const dimensionsOf: Readonly<Record<string, number>> = {
  'text-embedding-3-small': 1_536,
  'text-embedding-3-large': 3_072,
  'text-embedding-ada-002': 1_536,
}

function textsOf(input: EmbeddingsRequest['input']): readonly string[] {
  if (typeof input === 'string') return [input]
  // A list of tokens is one text, a list of such lists several.
  if (input.every((item) => typeof item === 'number')) return [input.join(' ')]
  return input.map((item) => (typeof item === 'string' ? item : (item as readonly number[]).join(' ')))
}

/** Reads a request for vectors. */
export function decodeEmbeddings(request: WireRequest, host: Admission): Decoded {
  return decodeRequest(request, {
    ...readingAt(host, request),
    schema: embeddingsRequest,
    check: ({ model, dimensions }) =>
      dimensions != null && model === 'text-embedding-ada-002' ? invalid('This model does not support specifying dimensions.') : undefined,
    ask: ({ model, input, dimensions }) =>
      operationOn('embed', { model, texts: textsOf(input), dimensions: dimensions ?? dimensionsOf[model] }),
  })
}
