import { z } from 'zod'
import { mostDimensions } from '../../../kit.ts'

const text = z.string()
const content = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('text'), text }),
  z.strictObject({ type: z.literal('image_url'), image_url: z.looseObject({ url: text }) }),
])

/** The body of POST /v2/embed (https://docs.cohere.com/reference/embed). */
export const embedRequest = z.strictObject({
  model: text,
  input_type: z.enum(['search_document', 'search_query', 'classification', 'clustering', 'image']).nullish(),
  texts: z.array(text).min(1).max(96).nullish(),
  images: z.array(text).min(1).nullish(),
  inputs: z
    .array(z.strictObject({ content: z.array(content) }))
    .max(96)
    .nullish(),
  embedding_types: z.array(z.enum(['float', 'int8', 'uint8', 'binary', 'ubinary', 'base64'])).nullish(),
  output_dimension: z.int().min(1).max(mostDimensions).nullish(),
  max_tokens: z.int().nullish(),
  truncate: z.enum(['NONE', 'START', 'END']).nullish(),
  priority: z.int().min(0).max(999).nullish(),
})

export type EmbedRequest = z.output<typeof embedRequest>
export type EmbeddingType = NonNullable<EmbedRequest['embedding_types']>[number]
