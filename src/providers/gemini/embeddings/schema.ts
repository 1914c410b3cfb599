import { z } from 'zod'
import { mostDimensions } from '../../../kit.ts'
import { contentSchema } from '../content-schema.ts'
import { list, message } from '../proto-json.ts'

const anything = z.unknown().optional()
const dimensionality = z.int('TYPE_INT32').min(1).max(mostDimensions).optional()

export const embedRequest = message({
  model: z.string().optional(),
  content: contentSchema.optional(),
  taskType: z.string().optional(),
  title: z.string().optional(),
  outputDimensionality: dimensionality,
  /** Vertex AI's alternative to the other fields. */
  embedContentConfig: message({
    taskType: z.string().optional(),
    title: z.string().optional(),
    outputDimensionality: dimensionality,
    autoTruncate: z.boolean().optional(),
    documentOcr: anything,
    audioTrackExtraction: anything,
  }).optional(),
})

export const batchRequest = message({ requests: list(embedRequest).optional() })

/** Vertex AI's request for its text models (https://cloud.google.com/vertex-ai/generative-ai/docs/model-reference/text-embeddings-api). */
export const predictRequest = message({
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

export type EmbedRequest = z.output<typeof embedRequest>
