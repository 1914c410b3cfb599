import { z } from 'zod'
import { integer } from '../integer.ts'

const text = z.string()
const content = z.discriminatedUnion('type', [
  z.looseObject({ type: z.literal('input_text'), text }),
  z.looseObject({ type: z.literal('input_image'), image_url: text.nullish(), file_id: text.nullish() }),
  z.looseObject({ type: z.literal('input_file') }),
  z.looseObject({ type: z.literal('input_audio') }),
  z.looseObject({ type: z.literal('output_text'), text }),
  z.looseObject({ type: z.literal('refusal'), refusal: text }),
  z.looseObject({ type: z.literal('summary_text'), text }),
  z.looseObject({ type: z.literal('reasoning_text'), text }),
])

const message = z.looseObject({
  type: z.literal('message').optional(),
  role: z.enum(['user', 'assistant', 'system', 'developer']),
  content: z.union([text, z.array(content)]),
})

const functionCall = z.looseObject({ type: z.literal('function_call'), call_id: text, name: text, arguments: text })
const customCall = z.looseObject({ type: z.literal('custom_tool_call'), call_id: text, name: text, input: text })
const customOutput = z.looseObject({ type: z.literal('custom_tool_call_output'), call_id: text, output: z.union([text, z.array(content)]) })
const functionOutput = z.looseObject({ type: z.literal('function_call_output'), call_id: text, output: z.union([text, z.array(content)]) })
const reasoning = z.looseObject({ type: z.literal('reasoning'), summary: z.array(z.looseObject({ text })) })

/** Items of tools hosted by OpenAI, which an app sends back unchanged. */
const otherItem = z.looseObject({
  type: z
    .string()
    .refine(
      (type) =>
        !['message', 'function_call', 'function_call_output', 'custom_tool_call', 'custom_tool_call_output', 'reasoning'].includes(type),
    ),
})

/** An item of an input. */
export const inputItem = z.union([message, functionCall, functionOutput, customCall, customOutput, reasoning, otherItem])

const functionTool = z.looseObject({
  type: z.literal('function'),
  name: text.max(64).regex(/^[a-zA-Z0-9_-]+$/),
  description: text.nullish(),
  parameters: z.record(text, z.unknown()).nullish(),
  strict: z.boolean().nullish(),
})

const customTool = z.looseObject({ type: z.literal('custom'), name: text, description: text.nullish() })

const otherTool = z.looseObject({ type: z.string().refine((type) => type !== 'function' && type !== 'custom') })

const format = z.discriminatedUnion('type', [
  z.looseObject({ type: z.literal('text') }),
  z.looseObject({ type: z.literal('json_object') }),
  z.looseObject({ type: z.literal('json_schema'), name: text, schema: z.record(text, z.unknown()), strict: z.boolean().nullish() }),
])

const toolChoice = z.union([
  z.enum(['none', 'auto', 'required']),
  z.looseObject({
    type: text,
    name: text.optional(),
    mode: z.enum(['auto', 'required']).optional(),
    tools: z.array(z.looseObject({ type: text, name: text.optional() })).optional(),
  }),
])

const anything = z.unknown().optional()

/**
 * The body of POST /v1/responses. It checks what the API checks; parameters that do not change a reply are accepted unchecked.
 * @see https://platform.openai.com/docs/api-reference/responses/create
 */
export const responsesRequest = z.strictObject({
  model: text,
  input: z.union([text, z.array(inputItem)]).optional(),
  instructions: text.nullish(),
  stream: z.boolean().nullish(),
  tools: z.array(z.union([functionTool, customTool, otherTool])).nullish(),
  tool_choice: toolChoice.nullish(),
  parallel_tool_calls: z.boolean().nullish(),
  text: z.looseObject({ format: format.nullish(), verbosity: z.enum(['low', 'medium', 'high']).nullish() }).nullish(),
  reasoning: z.looseObject({ effort: text.nullish(), summary: z.enum(['auto', 'concise', 'detailed']).nullish() }).nullish(),
  max_output_tokens: integer().min(16).nullish(),
  temperature: z.number().min(0).max(2).nullish(),
  top_p: z.number().min(0).max(1).nullish(),
  previous_response_id: text.nullish(),
  truncation: z.enum(['auto', 'disabled']).nullish(),
  store: z.boolean().nullish(),
  metadata: z.record(text, text).nullish(),
  user: text.nullish(),
  top_logprobs: integer().min(0).max(20).nullish(),
  max_tool_calls: integer().nullish(),
  access_programs: anything,
  background: z.boolean().nullish(),
  /** Codex sends it with every request. */
  client_metadata: anything,
  context_management: anything,
  conversation: z.union([text, z.looseObject({ id: text })]).nullish(),
  image: anything,
  include: anything,
  moderation: anything,
  prompt: anything,
  prompt_cache_key: anything,
  prompt_cache_options: anything,
  prompt_cache_retention: anything,
  safety_identifier: anything,
  service_tier: anything,
  stream_options: anything,
})

export type ResponsesRequest = z.output<typeof responsesRequest>
