import { z } from 'zod'
import { badRequest, numbersOf, operationOn, type BodyDecoding, type GatheredReply } from '../../../kit.ts'
import { malformedWording } from './wording.ts'

/** A request for embeddings. */
interface Asked {
  readonly texts: readonly string[]
  readonly dimensions: number
}

/** Embedding models with the same format of requests and responses. */
export interface Family {
  /** Matches the ids of its models, and of inference profiles, which start with a region. */
  readonly models: RegExp
  /** Reads the body of a request to one of them. */
  readonly decoding: (model: string) => BodyDecoding<unknown>
  /** The body of a response. */
  write(gathered: GatheredReply, body: unknown): unknown
}

function reading<Body>(schema: z.ZodType<Body>, askedOf: (body: Body, model: string) => Asked): Family['decoding'] {
  return (model) => ({
    schema,
    misshapen: (error, body) => badRequest(malformedWording(error, body)),
    ask: (body: Body) => operationOn('embed', { model, ...askedOf(body, model) }),
  })
}

function vectorsOf({ data }: GatheredReply): number[][] {
  return data.map(numbersOf)
}

/** https://docs.aws.amazon.com/bedrock/latest/userguide/model-parameters-titan-embed-text.html */
const titan: Family = {
  models: /\bamazon\.titan-embed-text/,
  decoding: reading(
    z.strictObject({
      inputText: z.string().min(1),
      dimensions: z.union([z.literal(256), z.literal(512), z.literal(1_024)]).optional(),
      normalize: z.boolean().optional(),
      embeddingTypes: z.array(z.enum(['float', 'binary'])).optional(),
    }),
    ({ inputText, dimensions }, model) => ({ texts: [inputText], dimensions: dimensions ?? (model.includes('-v1') ? 1_536 : 1_024) }),
  ),
  write(gathered) {
    const [embedding = []] = vectorsOf(gathered)
    const { usage } = gathered
    return {
      embedding,
      embeddingsByType: { float: embedding },
      ...(usage === undefined ? {} : { inputTextTokenCount: usage.inputTokens }),
    }
  },
}

/** https://docs.aws.amazon.com/nova/latest/userguide/embeddings-schema.html, for single texts. */
const nova: Family = {
  models: /\bamazon\.nova-.*embed/,
  decoding: reading(
    z.looseObject({
      taskType: z.literal('SINGLE_EMBEDDING'),
      singleEmbeddingParams: z.looseObject({
        embeddingDimension: z.union([z.literal(256), z.literal(384), z.literal(1_024), z.literal(3_072)]).optional(),
        text: z.looseObject({ truncationMode: z.enum(['START', 'END', 'NONE']), value: z.string().min(1) }),
      }),
    }),
    ({ singleEmbeddingParams: { text, embeddingDimension } }) => ({ texts: [text.value], dimensions: embeddingDimension ?? 3_072 }),
  ),
  write: (gathered) => ({ embeddings: vectorsOf(gathered).map((embedding) => ({ embeddingType: 'TEXT', embedding })) }),
}

/** https://docs.aws.amazon.com/bedrock/latest/userguide/model-parameters-embed.html */
const cohere: Family = {
  models: /\bcohere\.embed-/,
  decoding: reading(
    z.looseObject({
      texts: z.array(z.string().min(1)).min(1).max(96),
      input_type: z.enum(['search_document', 'search_query', 'classification', 'clustering']),
      truncate: z.enum(['NONE', 'START', 'END', 'LEFT', 'RIGHT']).optional(),
      embedding_types: z.array(z.string()).optional(),
      output_dimension: z.union([z.literal(256), z.literal(512), z.literal(1_024), z.literal(1_536)]).optional(),
    }),
    ({ texts, output_dimension: dimensions }, model) => ({
      texts,
      dimensions: dimensions ?? (model.includes('embed-v4') ? 1_536 : 1_024),
    }),
  ),
  write(gathered, body) {
    const { texts, embedding_types: types } = body as { texts: readonly string[]; embedding_types?: readonly string[] }
    const embeddings = vectorsOf(gathered)
    return types === undefined
      ? { response_type: 'embeddings_floats', embeddings, texts }
      : { response_type: 'embeddings_by_type', embeddings: { float: embeddings }, texts }
  },
}

const families: readonly Family[] = [titan, nova, cohere]

/** The family of a model. */
export function familyOf(model: string): Family {
  const family = families.find(({ models }) => models.test(model))
  if (family === undefined) throw new Error(`No family of models that make vectors has "${model}".`)
  return family
}
