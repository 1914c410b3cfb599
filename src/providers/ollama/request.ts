import { z } from 'zod'

const text = z.string()
const anything = z.unknown().optional()

const toolCall = z.looseObject({
  id: text.nullish(),
  function: z.looseObject({ name: text.nullish(), arguments: z.record(text, z.unknown()).nullish() }).nullish(),
})

const message = z.looseObject({
  role: text.nullish(),
  content: text.nullish(),
  thinking: text.nullish(),
  images: z.array(text).nullish(),
  tool_calls: z.array(toolCall).nullish(),
  tool_name: text.nullish(),
  tool_call_id: text.nullish(),
})

const tool = z.looseObject({
  type: text.nullish(),
  function: z
    .looseObject({ name: text.nullish(), description: text.nullish(), parameters: z.record(text, z.unknown()).nullish() })
    .nullish(),
})

/** What both endpoints take. Unknown fields are passed over, and `null` is as good as nothing: so does Go read JSON. */
const shared = {
  model: text.nullish(),
  stream: z.boolean().nullish(),
  /** Read by hand: the server takes any JSON here, and refuses it later, in other words. */
  format: anything,
  think: z.union([z.boolean(), z.enum(['low', 'medium', 'high', 'max'])]).nullish(),
  options: z.looseObject({ num_predict: z.number().nullish() }).nullish(),
  keep_alive: z.union([text, z.number()]).nullish(),
}

/**
 * The body of POST /api/chat.
 * @see https://docs.ollama.com/api/chat
 */
export const chatRequest = z.looseObject({ ...shared, messages: z.array(message).nullish(), tools: z.array(tool).nullish() })

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

export type ChatRequest = z.output<typeof chatRequest>
export type GenerateRequest = z.output<typeof generateRequest>
export type EmbedRequest = z.output<typeof embedRequest>
