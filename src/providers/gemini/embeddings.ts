import { z } from 'zod'
import {
  textOf,
  countTokens,
  numbersOf,
  operationOn,
  type Call,
  type Decoded,
  type Endpoint,
  type WireRequest,
  type Usage,
} from '../../kit.ts'
import { contentSchema, type Content } from './content.ts'
import { list, message } from './message.ts'
import { modelOf, pathOf } from './path.ts'
import { plainEndpoint } from './plain-endpoint.ts'
import { readRequest } from './read.ts'

const anything = z.unknown().optional()
const dimensionality = z.int('TYPE_INT32').min(1).optional()

const embedRequest = message({
  model: z.string().optional(),
  content: contentSchema.optional(),
  taskType: z.string().optional(),
  title: z.string().optional(),
  outputDimensionality: dimensionality,
  /** What Vertex AI has in place of the fields beside it. */
  embedContentConfig: message({
    taskType: z.string().optional(),
    title: z.string().optional(),
    outputDimensionality: dimensionality,
    autoTruncate: z.boolean().optional(),
    documentOcr: anything,
    audioTrackExtraction: anything,
  }).optional(),
})

const batchRequest = message({ requests: list(embedRequest).optional() })

/** What Vertex AI takes for its text models (https://cloud.google.com/vertex-ai/generative-ai/docs/model-reference/text-embeddings-api). */
const predictRequest = message({
  instances: list(
    message({
      content: z.string().optional(),
      taskType: z.string().optional(),
      title: z.string().optional(),
      mimeType: z.string().optional(),
    }),
  ).optional(),
  parameters: message({ outputDimensionality: dimensionality, autoTruncate: z.boolean().optional() }).optional(),
})

/** How many numbers the vectors of a model have (https://ai.google.dev/gemini-api/docs/embeddings). */
const dimensionsOf: Readonly<Record<string, number>> = {
  'gemini-embedding-001': 3_072,
  'gemini-embedding-2': 3_072,
  'text-embedding-004': 768,
  'text-embedding-005': 768,
  'text-multilingual-embedding-002': 768,
}

/** The texts to embed; `undefined` in the place of one that is not there. */
interface Asked {
  readonly texts: readonly (string | undefined)[]
  readonly dimensions: number | undefined
}

function wordsOf(content: Content | undefined): string | undefined {
  const texts = content?.parts?.flatMap(({ text }) => (text === undefined ? [] : [text]))
  return texts === undefined || texts.length === 0 ? undefined : texts.join('\n')
}

function askedBy(requests: readonly z.output<typeof embedRequest>[]): Asked {
  const [first] = requests
  return {
    texts: requests.map(({ content }) => wordsOf(content)),
    dimensions: first?.outputDimensionality ?? first?.embedContentConfig?.outputDimensionality,
  }
}

/** Reads a request by its schema, and makes of it what is asked. */
function decodeBy<Schema extends z.ZodType>(schema: Schema, name: string, askedOf: (body: z.output<Schema>) => Asked) {
  return (request: WireRequest): Decoded => {
    const model = modelOf(request)
    const read = readRequest(request, schema)
    if (read.type === 'problem') return { ...read, model }
    const { texts, dimensions = dimensionsOf[model] } = askedOf(read.body)
    const given = texts.filter((text) => text !== undefined)
    if (given.length === 0 || given.length < texts.length)
      return { type: 'problem', problem: { kind: 'bad-request', message: `* ${name}.content: contents is not specified\n` }, model }
    return { type: 'ask', ask: operationOn('embed', { model, texts: given, dimensions }) }
  }
}

function usageOf(usage: Usage | undefined): object {
  return usage === undefined ? {} : { usageMetadata: { promptTokenCount: usage.inputTokens } }
}

/** The vector of one text (https://ai.google.dev/api/embeddings#method:-models.embedcontent). */
export const embedContent: Endpoint = plainEndpoint(
  'embedContent',
  { ...pathOf('embedContent'), decode: decodeBy(embedRequest, 'EmbedContentRequest', (body) => askedBy([body])) },
  ({ data, usage }) => ({ embedding: { values: numbersOf(data[0] ?? '') }, ...usageOf(usage) }),
)

/** The vectors of several texts (https://ai.google.dev/api/embeddings#method:-models.batchembedcontents). */
export const batchEmbedContents: Endpoint = plainEndpoint(
  'embedContent',
  {
    ...pathOf('batchEmbedContents'),
    decode: decodeBy(batchRequest, 'BatchEmbedContentsRequest.requests', ({ requests = [] }) => askedBy(requests)),
  },
  ({ data, usage }) => ({ embeddings: data.map((json) => ({ values: numbersOf(json) })), ...usageOf(usage) }),
)

/** The vectors of several texts, as Vertex AI gives those of its text models. */
export const predict: Endpoint = plainEndpoint(
  'embedContent',
  {
    ...pathOf('predict'),
    decode: decodeBy(predictRequest, 'PredictRequest.instances', ({ instances = [], parameters }) => ({
      texts: instances.map(({ content }) => content),
      dimensions: parameters?.outputDimensionality,
    })),
  },
  ({ data, usage }, { call }) => ({
    predictions: data.map((json, index) => ({
      embeddings: {
        values: numbersOf(json),
        ...(usage === undefined ? {} : { statistics: { truncated: false, token_count: countTokens(textsOf(call)[index] ?? '') } }),
      },
    })),
    ...(usage === undefined ? {} : { metadata: { billableCharacterCount: billableCharacters(call) } }),
  }),
)

/** Each text that was sent. */
function textsOf({ messages }: Call): readonly string[] {
  return messages.map((sent) => textOf({ messages: [sent] }))
}

/** Spaces are not billed. */
function billableCharacters(call: Call): number {
  return textsOf(call).join('').replaceAll(/\s/g, '').length
}
