import { z } from 'zod'
import { shared } from '../schema.ts'

const text = z.string()

/**
 * The body of POST /api/generate.
 * @see https://docs.ollama.com/api/generate
 */
export const generateRequest = z.looseObject({
  ...shared,
  prompt: text.nullish(),
  suffix: text.nullish(),
  system: text.nullish(),
  template: text.nullish(),
  context: z.array(z.int()).nullish(),
  raw: z.boolean().nullish(),
  images: z.array(text).nullish(),
})

export type GenerateRequest = z.output<typeof generateRequest>
