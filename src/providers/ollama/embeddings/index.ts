import { z } from 'zod'
import { numbersOf, operationOn, type Endpoint } from '../../../kit.ts'
import { decodeOllama } from '../decode.ts'
import { dimensionsOf } from '../embed/decode.ts'
import { endpointOf, writer } from '../writer.ts'

/** The body of POST /api/embeddings. */
const embeddingsRequest = z.looseObject({ model: z.string().nullish(), prompt: z.string().nullish() })

/** One vector for one text: the endpoint before `/api/embed` (https://docs.ollama.com/api/embed, "superseded"). */
export const embeddings: Endpoint = endpointOf(
  'embeddings',
  (request) =>
    decodeOllama(request, {
      schema: embeddingsRequest,
      struct: 'EmbeddingRequest',
      streams: false,
      ask: ({ model, prompt }) => operationOn('embed', { model: model!, texts: [prompt ?? ''], dimensions: dimensionsOf(model!) }),
    }),
  { ...writer, body: ({ data }) => ({ embedding: data.flatMap(numbersOf) }) },
)
