import { z } from 'zod'
import { sampling } from '../sampling.ts'

const text = z.string()
const anything = z.unknown().optional()
const textContent = z.strictObject({ type: z.literal('text'), text })
const document = z.strictObject({ data: z.union([text, z.record(text, z.unknown())]), id: text.nullish() })

const toolCall = z.strictObject({
  id: text,
  type: z.literal('function').optional(),
  function: z.strictObject({ name: text.optional(), arguments: text.optional() }).optional(),
})

const message = z.discriminatedUnion('role', [
  z.strictObject({ role: z.literal('system'), content: z.union([text, z.array(textContent)]) }),
  z.strictObject({
    role: z.literal('user'),
    content: z.union([
      text,
      z.array(
        z.discriminatedUnion('type', [
          textContent,
          z.strictObject({ type: z.literal('image_url'), image_url: z.looseObject({ url: text }) }),
        ]),
      ),
    ]),
  }),
  z.strictObject({
    role: z.literal('assistant'),
    content: z
      .union([text, z.array(z.discriminatedUnion('type', [textContent, z.strictObject({ type: z.literal('thinking'), thinking: text })]))])
      .nullish(),
    tool_plan: text.nullish(),
    tool_calls: z.array(toolCall).nullish(),
    citations: z.array(z.unknown()).nullish(),
  }),
  z.strictObject({
    role: z.literal('tool'),
    tool_call_id: text,
    content: z.union([
      text,
      z.array(z.discriminatedUnion('type', [textContent, z.strictObject({ type: z.literal('document'), document })])),
    ]),
  }),
])

const tool = z.strictObject({
  type: z.literal('function').optional(),
  function: z.strictObject({ name: text, description: text.nullish(), parameters: z.record(text, z.unknown()).nullish() }),
})

const responseFormat = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('text') }),
  z.strictObject({
    type: z.literal('json_object'),
    json_schema: z.record(text, z.unknown()).nullish(),
    schema: z.record(text, z.unknown()).nullish(),
  }),
])

/**
 * The body of POST /v2/chat.
 * @see https://docs.cohere.com/reference/chat
 */
export const chatRequest = z.strictObject({
  model: text,
  messages: z.array(message).min(1),
  stream: z.boolean().nullish(),
  tools: z.array(tool).nullish(),
  strict_tools: z.boolean().nullish(),
  tool_choice: z.enum(['REQUIRED', 'NONE']).nullish(),
  documents: z.array(z.union([text, document])).nullish(),
  response_format: responseFormat.nullish(),
  thinking: z.strictObject({ type: z.enum(['enabled', 'disabled']), token_budget: z.int().nullish() }).nullish(),
  ...sampling,
  safety_mode: z.enum(['CONTEXTUAL', 'STRICT', 'OFF']).nullish(),
  logprobs: z.boolean().nullish(),
  priority: z.int().min(0).max(999).nullish(),
  citation_options: anything,
})

export type ChatRequest = z.output<typeof chatRequest>
export type ChatMessage = ChatRequest['messages'][number]
