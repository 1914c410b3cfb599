import { z } from 'zod'

const item = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('message'),
    id: z.string(),
    status: z.string(),
    role: z.literal('assistant'),
    content: z.array(z.object({ type: z.literal('output_text'), text: z.string(), annotations: z.array(z.unknown()) })),
  }),
  z.object({
    type: z.literal('function_call'),
    id: z.string(),
    call_id: z.string(),
    name: z.string(),
    arguments: z.string(),
    status: z.string(),
  }),
  z.object({ type: z.literal('reasoning'), id: z.string(), summary: z.array(z.unknown()) }),
])
const count = z.number().int().nonnegative()

/** The schema of every response: https://www.openresponses.org/reference. */
export const response = z.object({
  id: z.string().min(1),
  object: z.literal('response'),
  created_at: count,
  completed_at: count.nullable(),
  status: z.enum(['queued', 'in_progress', 'completed', 'failed', 'incomplete', 'cancelled']),
  incomplete_details: z.object({ reason: z.string() }).nullable(),
  model: z.string(),
  previous_response_id: z.string().nullable(),
  instructions: z.string().nullable(),
  output: z.array(item),
  error: z.object({ code: z.string(), message: z.string() }).nullable(),
  tools: z.array(
    z.object({
      type: z.literal('function'),
      name: z.string(),
      description: z.string().nullable(),
      parameters: z.record(z.string(), z.unknown()).nullable(),
      strict: z.boolean().nullable(),
    }),
  ),
  tool_choice: z.union([z.enum(['auto', 'none', 'required']), z.object({ type: z.string() })]),
  truncation: z.enum(['auto', 'disabled']),
  parallel_tool_calls: z.boolean(),
  text: z.object({ format: z.object({ type: z.enum(['text', 'json_object', 'json_schema']) }) }),
  top_p: z.number(),
  presence_penalty: z.number(),
  frequency_penalty: z.number(),
  top_logprobs: count,
  temperature: z.number(),
  reasoning: z.object({ effort: z.string().nullable(), summary: z.string().nullable() }).nullable(),
  usage: z
    .object({
      input_tokens: count,
      output_tokens: count,
      total_tokens: count,
      input_tokens_details: z.object({ cached_tokens: count }),
      output_tokens_details: z.object({ reasoning_tokens: count }),
    })
    .nullable(),
  max_output_tokens: count.nullable(),
  max_tool_calls: count.nullable(),
  store: z.boolean(),
  background: z.boolean(),
  service_tier: z.string(),
  metadata: z.record(z.string(), z.string()).nullable(),
  safety_identifier: z.string().nullable(),
  prompt_cache_key: z.string().nullable(),
})
export type Response = z.infer<typeof response>

/** The schema of every stream event. */
export const event = z.looseObject({ type: z.string(), sequence_number: count })
export type Event = z.infer<typeof event>

/** An error event of a WebSocket. */
export const errorEvent = z.object({
  type: z.literal('error'),
  status: z.number().int(),
  error: z.object({ type: z.string(), code: z.string().nullable(), message: z.string(), param: z.string().nullable() }),
})

/** The answer to a request for compaction. */
export const compaction = z.object({
  id: z.string().min(1),
  object: z.literal('response.compaction'),
  created_at: count,
  output: z.array(z.looseObject({ type: z.string() })).min(1),
  usage: z.object({ input_tokens: count, output_tokens: count, total_tokens: count }),
})
export type Compaction = z.infer<typeof compaction>
