import { z } from 'zod'

/** The sampling parameters of versions 1 and 2 of the API. */
export const sampling = {
  max_tokens: z.int().min(0).nullish(),
  stop_sequences: z.array(z.string()).max(5).nullish(),
  temperature: z.number().min(0).nullish(),
  k: z.number().min(0).max(500).nullish(),
  p: z.number().min(0).max(0.99).nullish(),
  frequency_penalty: z.number().min(0).max(1).nullish(),
  presence_penalty: z.number().min(0).max(1).nullish(),
  seed: z.int().nullish(),
}
