import { z } from 'zod'

const text = z.string()
const tokens = z.array(z.int())

/**
 * The body of POST /v1/completions, the API before chat. Hosts that speak OpenAI's dialect take parameters of their own.
 * @see https://platform.openai.com/docs/api-reference/completions/create
 */
export const completionsRequest = z.looseObject({
  model: text,
  prompt: z.union([text, z.array(text).min(1), tokens.min(1), z.array(tokens.min(1)).min(1)]),
  stream: z.boolean().nullish(),
  stream_options: z.looseObject({ include_usage: z.boolean().optional() }).nullish(),
  max_tokens: z.int().min(0).nullish(),
  stop: z.union([text, z.array(text).max(4)]).nullish(),
  suffix: text.nullish(),
  n: z.int().min(1).max(128).nullish(),
  best_of: z.int().min(1).max(20).nullish(),
  logprobs: z.int().min(0).max(5).nullish(),
  echo: z.boolean().nullish(),
  temperature: z.number().min(0).max(2).nullish(),
  top_p: z.number().min(0).max(1).nullish(),
})

export type CompletionsRequest = z.output<typeof completionsRequest>
