import { z } from 'zod'
import { sampling } from '../../sampling.ts'

const text = z.string()
const anything = z.unknown().optional()

/** A call has no ID: a result refers to the name and the parameters of its call. */
const toolCall = z.looseObject({ name: text, parameters: z.record(text, z.unknown()) })
const toolResult = z.looseObject({ call: toolCall, outputs: z.array(z.record(text, z.unknown())) })

const message = z.discriminatedUnion('role', [
  z.looseObject({ role: z.enum(['USER', 'CHATBOT', 'SYSTEM']), message: text, tool_calls: z.array(toolCall).nullish() }),
  z.looseObject({ role: z.literal('TOOL'), tool_results: z.array(toolResult).nullish() }),
])

const tool = z.looseObject({
  name: text,
  description: text,
  parameter_definitions: z
    .record(text, z.looseObject({ description: text.nullish(), type: text, required: z.boolean().nullish() }))
    .nullish(),
})

/**
 * The body of POST /v1/chat.
 * @see https://docs.cohere.com/v1/reference/chat
 */
export const chatRequestV1 = z.strictObject({
  message: text,
  model: text.nullish(),
  stream: z.boolean().nullish(),
  preamble: text.nullish(),
  chat_history: z.array(message).nullish(),
  documents: z.array(z.record(text, z.unknown())).nullish(),
  tools: z.array(tool).nullish(),
  tool_results: z.array(toolResult).nullish(),
  force_single_step: z.boolean().nullish(),
  response_format: z
    .discriminatedUnion('type', [
      z.looseObject({ type: z.literal('text') }),
      z.looseObject({ type: z.literal('json_object'), schema: z.record(text, z.unknown()).nullish() }),
    ])
    .nullish(),
  ...sampling,
  safety_mode: z.enum(['CONTEXTUAL', 'STRICT', 'NONE']).nullish(),
  connectors: z.array(z.unknown()).nullish(),
  search_queries_only: z.boolean().nullish(),
  citation_quality: anything,
  conversation_id: anything,
  max_input_tokens: anything,
  prompt_truncation: anything,
  raw_prompting: anything,
})

export type ChatRequestV1 = z.output<typeof chatRequestV1>
export type ChatMessageV1 = NonNullable<ChatRequestV1['chat_history']>[number]
export type ToolV1 = NonNullable<ChatRequestV1['tools']>[number]
export type ToolCallV1 = z.output<typeof toolCall>
export type ToolResultV1 = z.output<typeof toolResult>
