import { z } from 'zod'

const text = z.string()

/** What chat and generate both take. Unknown fields are passed over, and `null` is as good as nothing: so does Go read JSON. */
export const shared = {
  model: text.nullish(),
  stream: z.boolean().nullish(),
  /** Read by hand: the server takes any JSON here, and refuses it later, in other words. */
  format: z.unknown().optional(),
  think: z.union([z.boolean(), z.enum(['low', 'medium', 'high', 'max'])]).nullish(),
  options: z.looseObject({ num_predict: z.number().nullish(), stop: z.union([z.string(), z.array(z.string())]).nullish() }).nullish(),
  keep_alive: z.union([text, z.number()]).nullish(),
}

/** What every body of theirs has. */
export type SharedRequest = z.output<z.ZodObject<typeof shared>>
