import type { z } from 'zod'
import { operationOn, type Decoded, type WireRequest, ownEntry } from '../../../kit.ts'
import type { Content } from '../content-schema.ts'
import { decodeGemini } from '../decode.ts'
import { modelOf } from '../path.ts'
import { batchRequest, embedRequest, predictRequest, type EmbedRequest } from './schema.ts'

/** The dimensions of a model's vectors (https://ai.google.dev/gemini-api/docs/embeddings). */
const dimensionsOf: Readonly<Record<string, number>> = {
  'gemini-embedding-001': 3_072,
  'gemini-embedding-2': 3_072,
  'text-embedding-004': 768,
  'text-embedding-005': 768,
  'text-multilingual-embedding-002': 768,
}

/** The texts to embed, with `undefined` for a missing one. */
interface Asked {
  readonly texts: readonly (string | undefined)[]
  readonly dimensions: number | undefined
}

function wordsOf(content: Content | undefined): string | undefined {
  const texts = content?.parts?.flatMap(({ text }) => (text === undefined ? [] : [text]))
  return texts === undefined || texts.length === 0 ? undefined : texts.join('\n')
}

function askedBy(requests: readonly EmbedRequest[]): Asked {
  const [first] = requests
  return {
    texts: requests.map(({ content }) => wordsOf(content)),
    dimensions: first?.outputDimensionality ?? first?.embedContentConfig?.outputDimensionality,
  }
}

/** Creates a decoder from a schema, the place that errors name, and a function that reads the request. */
function decoderBy<Body>(schema: z.ZodType<Body>, place: string, askedOf: (body: Body) => Asked): (request: WireRequest) => Decoded {
  return (request) =>
    decodeGemini(request, {
      schema,
      check(body) {
        const { texts } = askedOf(body)
        return texts.length === 0 || texts.includes(undefined) ? `* ${place}.content: contents is not specified\n` : undefined
      },
      ask(body) {
        const model = modelOf(request)
        const { texts, dimensions = ownEntry(dimensionsOf, model) } = askedOf(body)
        return operationOn('embed', { model, texts: texts.filter((text) => text !== undefined), dimensions })
      },
    })
}

export const decodeEmbed = decoderBy(embedRequest, 'EmbedContentRequest', (body) => askedBy([body]))

export const decodeBatch = decoderBy(batchRequest, 'BatchEmbedContentsRequest.requests', ({ requests = [] }) => askedBy(requests))

export const decodePredict = decoderBy(predictRequest, 'PredictRequest.instances', ({ instances = [], parameters }) => ({
  texts: instances.map(({ content }) => content),
  dimensions: parameters?.outputDimensionality,
}))
