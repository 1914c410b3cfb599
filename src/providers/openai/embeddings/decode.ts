import { decodeRequest, mostDimensions, operationOn, type Decoded, type Problem, type WireRequest, ownEntry } from '../../../kit.ts'
import { readingAt, type Admission } from '../decode.ts'
import { invalid } from '../wording.ts'
import { embeddingsRequest, type EmbeddingsRequest } from './schema.ts'

/** The dimensions of a model's vectors (https://platform.openai.com/docs/guides/embeddings). */
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

/** The vectors of newer models can be shortened, but not lengthened. */
function contradictionOf(model: string, dimensions: number): Problem | undefined {
  if (model === 'text-embedding-ada-002') return invalid('This model does not support specifying dimensions.')
  const most = ownEntry(dimensionsOf, model) ?? mostDimensions
  return dimensions <= most ? undefined : invalid(`Invalid value for 'dimensions' = ${dimensions}. Must be less than or equal to ${most}.`)
}

/** Decodes a request for embeddings. */
export function decodeEmbeddings(request: WireRequest, host: Admission): Decoded {
  return decodeRequest(request, {
    ...readingAt(host, request),
    schema: embeddingsRequest,
    check: ({ model, dimensions }) => (dimensions == null ? undefined : contradictionOf(model, dimensions)),
    ask: ({ model, input, dimensions }) =>
      operationOn('embed', { model, texts: textsOf(input), dimensions: dimensions ?? ownEntry(dimensionsOf, model) }),
  })
}
