import { z } from 'zod'
import { integer } from '../integer.ts'

const text = z.string()
const tokens = z.array(integer())

/**
 * The body of POST /v1/completions, the API before chat. Hosts with OpenAI's wire format have their own parameters.
 * @see https://platform.openai.com/docs/api-reference/completions/create
 */
export const completionsRequest = z.looseObject({
  model: text,
  prompt: z.union([text, z.array(text).min(1), tokens.min(1), z.array(tokens.min(1)).min(1)]),
  stream: z.boolean().nullish(),
  stream_options: z.looseObject({ include_usage: z.boolean().optional() }).nullish(),
  max_tokens: integer().min(0).nullish(),
  stop: z.union([text, z.array(text).max(4)]).nullish(),
  suffix: text.nullish(),
  n: integer().min(1).max(128).nullish(),
  best_of: integer().min(1).max(20).nullish(),
  logprobs: integer().min(0).max(5).nullish(),
  echo: z.boolean().nullish(),
  temperature: z.number().min(0).max(2).nullish(),
  top_p: z.number().min(0).max(1).nullish(),
})

export type CompletionsRequest = z.output<typeof completionsRequest>
