import { z } from 'zod'

const text = z.string()

/**
 * The body of POST /api/embed.
 * @see https://docs.ollama.com/api/embed
 */
export const embedRequest = z.looseObject({
  model: text.nullish(),
  input: z.union([text, z.array(text)]).nullish(),
  truncate: z.boolean().nullish(),
  dimensions: z.int().nullish(),
})

export type EmbedRequest = z.output<typeof embedRequest>
