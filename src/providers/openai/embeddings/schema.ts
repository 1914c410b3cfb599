import { z } from 'zod'
import { integer } from '../integer.ts'

const tokens = z.array(integer())

/** The body of POST /v1/embeddings (https://platform.openai.com/docs/api-reference/embeddings/create). */
export const embeddingsRequest = z.strictObject({
  model: z.string(),
  input: z.union([z.string().min(1), z.array(z.string().min(1)).min(1).max(2_048), tokens.min(1).max(2_048), z.array(tokens).min(1)]),
  encoding_format: z.enum(['float', 'base64']).nullish(),
  dimensions: integer().min(1).nullish(),
  user: z.string().nullish(),
})

export type EmbeddingsRequest = z.output<typeof embeddingsRequest>
