import { z } from 'zod'

const part = z.discriminatedUnion('type', [
  z.looseObject({ type: z.literal('text'), text: z.string() }),
  z.looseObject({ type: z.literal('image_url'), image_url: z.looseObject({ url: z.string() }) }),
])

/** The body of POST /v1/moderations (https://platform.openai.com/docs/api-reference/moderations/create). */
export const moderationsRequest = z.strictObject({
  model: z.string().optional(),
  input: z.union([z.string(), z.array(z.string()).min(1), z.array(part).min(1)]),
})

export type ModerationsRequest = z.output<typeof moderationsRequest>
