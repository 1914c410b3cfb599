import { z } from 'zod'

const text = z.string()
const callId = text.nullish()
const source = z.union([text, z.looseObject({ url: text })])

const chunk = z.discriminatedUnion('type', [
  z.looseObject({ type: z.literal('text'), text }),
  z.looseObject({ type: z.literal('thinking'), thinking: z.array(z.looseObject({ text: text.optional() })) }),
  z.looseObject({ type: z.literal('image_url'), image_url: source }),
  z.looseObject({ type: z.literal('document_url'), document_url: text }),
  z.looseObject({ type: z.literal('reference') }),
  z.looseObject({ type: z.literal('file') }),
  z.looseObject({ type: z.literal('input_audio') }),
])
const content = z.union([text, z.array(chunk)])

const toolCall = z.strictObject({
  id: callId,
  type: text.optional(),
  index: z.int().optional(),
  function: z.looseObject({ name: text, arguments: z.union([text, z.record(text, z.unknown())]) }),
})

/** The API rejects unknown message fields, such as those for reasoning in other APIs (BerriAI/litellm#30835). */
const message = z.discriminatedUnion('role', [
  z.strictObject({ role: z.literal('system'), content }),
  z.strictObject({ role: z.literal('user'), content: content.nullable() }),
  z.strictObject({
    role: z.literal('assistant'),
    content: content.nullish(),
    tool_calls: z.array(toolCall).nullish(),
    prefix: z.boolean().optional(),
  }),
  z.strictObject({ role: z.literal('tool'), content: content.nullable(), tool_call_id: callId, name: text.nullish() }),
])

const tool = z.looseObject({
  type: text.optional(),
  function: z
    .looseObject({ name: text, description: text.optional(), parameters: z.record(text, z.unknown()), strict: z.boolean().optional() })
    .optional(),
})

const responseFormat = z.looseObject({
  type: z.enum(['text', 'json_object', 'json_schema']).optional(),
  json_schema: z.looseObject({ name: text, schema: z.record(text, z.unknown()), strict: z.boolean().optional() }).nullish(),
})

const anything = z.unknown().optional()
const penalty = z.number().min(-2).max(2).nullish()

/**
 * The body of POST /v1/chat/completions, as sent by @mistralai/mistralai and @ai-sdk/mistral.
 * @see https://docs.mistral.ai/api/endpoint/chat
 */
export const mistralRequest = z.strictObject({
  model: text,
  messages: z.array(message).min(1),
  stream: z.boolean().optional(),
  tools: z.array(tool).nullish(),
  tool_choice: z
    .union([z.enum(['auto', 'none', 'any', 'required']), z.looseObject({ function: z.looseObject({ name: text }) })])
    .optional(),
  parallel_tool_calls: z.boolean().optional(),
  response_format: responseFormat.optional(),
  temperature: z.number().min(0).max(1.5).nullish(),
  top_p: z.number().min(0).max(1).optional(),
  max_tokens: z.int().min(0).nullish(),
  stop: z.union([text, z.array(text)]).nullish(),
  random_seed: z.int().min(0).nullish(),
  presence_penalty: penalty,
  frequency_penalty: penalty,
  n: z.int().min(1).nullish(),
  prompt_mode: z.enum(['reasoning']).nullish(),
  reasoning_effort: z.enum(['none', 'minimal', 'low', 'medium', 'high', 'xhigh']).nullish(),
  safe_prompt: z.boolean().optional(),
  metadata: anything,
  prediction: anything,
  guardrails: anything,
  prompt_cache_key: anything,
  service_tier: anything,
  document_image_limit: anything,
  document_page_limit: anything,
})

export type MistralRequest = z.output<typeof mistralRequest>
export type MistralMessage = MistralRequest['messages'][number]
export type MistralContent = z.output<typeof content>
export type MistralSource = z.output<typeof source>
