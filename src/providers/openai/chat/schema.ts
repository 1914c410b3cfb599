import { z } from 'zod'
import { integer } from '../integer.ts'

const text = z.string()
const part = z.discriminatedUnion('type', [
  z.looseObject({ type: z.literal('text'), text }),
  z.looseObject({ type: z.literal('image_url'), image_url: z.looseObject({ url: text }) }),
  z.looseObject({ type: z.literal('input_audio'), input_audio: z.looseObject({ data: text, format: text }) }),
  z.looseObject({ type: z.literal('refusal'), refusal: text }),
  z.looseObject({ type: z.literal('file'), file: z.looseObject({}) }),
])
const content = z.union([text, z.array(part)])

const toolCall = z.discriminatedUnion('type', [
  z.looseObject({ id: text, type: z.literal('function'), function: z.looseObject({ name: text, arguments: text }) }),
  z.looseObject({ id: text, type: z.literal('custom'), custom: z.looseObject({ name: text, input: text }) }),
])

const message = z.discriminatedUnion('role', [
  z.looseObject({ role: z.literal('system'), content }),
  z.looseObject({
    role: z.literal('assistant'),
    content: content.nullish(),
    refusal: text.nullish(),
    tool_calls: z.array(toolCall).min(1).nullish(),
    function_call: z.looseObject({ name: text, arguments: text }).nullish(),
  }),
  z.looseObject({ role: z.literal('user'), content }),
  z.looseObject({ role: z.literal('function'), name: text, content: text.nullable() }),
  z.looseObject({ role: z.literal('tool'), tool_call_id: text, content }),
  z.looseObject({ role: z.literal('developer'), content }),
])

const functionName = text.max(64).regex(/^[a-zA-Z0-9_-]+$/)

const tool = z.discriminatedUnion('type', [
  z.looseObject({
    type: z.literal('function'),
    function: z.looseObject({
      name: functionName,
      description: text.nullish(),
      parameters: z.record(text, z.unknown()).nullish(),
      strict: z.boolean().nullish(),
    }),
  }),
  z.looseObject({ type: z.literal('custom'), custom: z.looseObject({ name: text, description: text.nullish() }) }),
])

const toolChoice = z.union([
  z.enum(['none', 'auto', 'required']),
  z.looseObject({ type: z.literal('function'), function: z.looseObject({ name: text }) }),
  z.looseObject({ type: z.literal('custom'), custom: z.looseObject({ name: text }) }),
  z.looseObject({
    type: z.literal('allowed_tools'),
    allowed_tools: z.looseObject({
      mode: z.enum(['auto', 'required']),
      tools: z.array(
        z.looseObject({ function: z.looseObject({ name: text }).optional(), custom: z.looseObject({ name: text }).optional() }),
      ),
    }),
  }),
])

const responseFormat = z.discriminatedUnion('type', [
  z.looseObject({ type: z.literal('text') }),
  z.looseObject({ type: z.literal('json_object') }),
  z.looseObject({
    type: z.literal('json_schema'),
    json_schema: z.looseObject({ name: functionName, schema: z.record(text, z.unknown()).optional(), strict: z.boolean().nullish() }),
  }),
])

const anything = z.unknown().optional()
const penalty = z.number().min(-2).max(2).nullish()

/**
 * The body of POST /v1/chat/completions. It checks what the API checks; parameters that do not change a reply are
 * accepted unchecked.
 * @see https://platform.openai.com/docs/api-reference/chat/create
 */
export const chatRequest = z.strictObject({
  model: text,
  messages: z.array(message).min(1),
  stream: z.boolean().nullish(),
  stream_options: z.looseObject({ include_usage: z.boolean().optional(), include_obfuscation: z.boolean().optional() }).nullish(),
  tools: z.array(tool).min(1).max(128).nullish(),
  tool_choice: toolChoice.nullish(),
  parallel_tool_calls: z.boolean().nullish(),
  response_format: responseFormat.nullish(),
  temperature: z.number().min(0).max(2).nullish(),
  top_p: z.number().min(0).max(1).nullish(),
  n: integer().min(1).max(128).nullish(),
  max_tokens: integer().min(1).nullish(),
  max_completion_tokens: integer().min(1).nullish(),
  frequency_penalty: penalty,
  presence_penalty: penalty,
  seed: integer().nullish(),
  stop: z.union([text, z.array(text).max(4)]).nullish(),
  reasoning_effort: z.enum(['none', 'minimal', 'low', 'medium', 'high', 'xhigh', 'max']).nullish(),
  service_tier: z.enum(['auto', 'default', 'flex', 'scale', 'priority', 'fast']).nullish(),
  verbosity: z.enum(['low', 'medium', 'high']).nullish(),
  logprobs: z.boolean().nullish(),
  top_logprobs: integer().min(0).max(20).nullish(),
  store: z.boolean().nullish(),
  user: text.nullish(),
  audio: anything,
  function_call: anything,
  functions: anything,
  logit_bias: anything,
  metadata: anything,
  modalities: anything,
  moderation: anything,
  prediction: anything,
  prompt_cache_key: anything,
  prompt_cache_options: anything,
  prompt_cache_retention: anything,
  safety_identifier: anything,
  web_search_options: anything,
})

/** The same for hosts that have their own parameters and ignore unknown ones. */
export const looseChatRequest = z.looseObject(chatRequest.shape)

export type ChatRequest = z.output<typeof chatRequest>
export type ChatMessage = ChatRequest['messages'][number]
