import { z } from 'zod'
import { mostDimensions } from '../../../kit.ts'

/** The body of POST /v1/embeddings (https://docs.mistral.ai/api/endpoint/embeddings). */
export const embeddingsRequest = z.strictObject({
  model: z.string(),
  input: z.union([z.string(), z.array(z.string()).min(1)]),
  output_dimension: z.int().min(1).max(mostDimensions).nullish(),
  output_dtype: z.enum(['float', 'int8', 'uint8', 'binary', 'ubinary']).optional(),
  encoding_format: z.enum(['float', 'base64']).optional(),
  metadata: z.unknown().optional(),
})
