import { decodeRequest, operationOn, type Decoded, type WireRequest, ownEntry } from '../../../kit.ts'
import type { Admission } from '../../openai/decode.ts'
import { readingAt } from '../decode.ts'
import { embeddingsRequest } from './schema.ts'

/** The dimensions of a model's vectors (https://docs.mistral.ai/capabilities/embeddings). */
const dimensionsOf: Readonly<Record<string, number>> = { 'mistral-embed': 1_024, 'codestral-embed': 1_536 }

/** Decodes a request for embeddings. */
export function decodeEmbeddings(request: WireRequest, host: Admission): Decoded {
  return decodeRequest(request, {
    ...readingAt(host),
    schema: embeddingsRequest,
    ask: ({ model, input, output_dimension: dimensions }) =>
      operationOn('embed', {
        model,
        texts: typeof input === 'string' ? [input] : input,
        dimensions: dimensions ?? ownEntry(dimensionsOf, model),
      }),
  })
}
