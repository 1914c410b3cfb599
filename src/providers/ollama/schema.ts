import { z } from 'zod'

const text = z.string()

/** The common parameters of chat and generate. Unknown fields are ignored, and `null` counts as missing, as in Go's JSON. */
export const shared = {
  model: text.nullish(),
  stream: z.boolean().nullish(),
  /** Checked later: the server accepts any JSON here, and rejects it later with another message. */
  format: z.unknown().optional(),
  think: z.union([z.boolean(), z.enum(['low', 'medium', 'high', 'max'])]).nullish(),
  options: z.looseObject({ num_predict: z.number().nullish(), stop: z.union([z.string(), z.array(z.string())]).nullish() }).nullish(),
  keep_alive: z.union([text, z.number()]).nullish(),
}

/** The body of such a request. */
export type SharedRequest = z.output<z.ZodObject<typeof shared>>
