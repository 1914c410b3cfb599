import { z } from 'zod'
import { shared } from '../schema.ts'

const text = z.string()

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

/**
 * The body of POST /api/chat.
 * @see https://docs.ollama.com/api/chat
 */
export const chatRequest = z.looseObject({ ...shared, messages: z.array(message).nullish(), tools: z.array(tool).nullish() })

export type ChatRequest = z.output<typeof chatRequest>
export type ChatMessage = NonNullable<ChatRequest['messages']>[number]
