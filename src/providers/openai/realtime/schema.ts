import { z } from 'zod'
import { integer } from '../integer.ts'

const text = z.string()

/** Realtime distinguishes audio and text by the content parts. The text of an audio part is its transcript. */
const content = z.looseObject({ type: text, text: text.nullish(), transcript: text.nullish(), image_url: text.nullish() })

const message = z.looseObject({
  type: z.literal('message'),
  role: z.enum(['user', 'assistant', 'system']),
  content: z.array(content),
  id: text.optional(),
})
const functionCall = z.looseObject({
  type: z.literal('function_call'),
  name: text,
  arguments: text,
  call_id: text.optional(),
  id: text.optional(),
})
const functionOutput = z.looseObject({ type: z.literal('function_call_output'), call_id: text, output: text, id: text.optional() })

/** An item of a conversation. */
export const realtimeItem = z.discriminatedUnion('type', [message, functionCall, functionOutput])
export type RealtimeItem = z.output<typeof realtimeItem>

const tool = z.looseObject({ type: z.literal('function'), name: text, description: text.nullish(), parameters: z.unknown().optional() })
const toolChoice = z.union([z.enum(['none', 'auto', 'required']), z.looseObject({ type: z.literal('function'), name: text })])
const maxTokens = z.union([integer().min(1).max(4_096), z.literal('inf')])
const modalities = z.array(z.enum(['text', 'audio'])).length(1)

/** The common parameters of a session and a response. */
const generation = {
  output_modalities: modalities.optional(),
  instructions: text.optional(),
  tools: z.array(tool).optional(),
  tool_choice: toolChoice.optional(),
  max_output_tokens: maxTokens.optional(),
  audio: z.looseObject({}).optional(),
}

/** A session, as `session.update` changes it (openai, resources/realtime/realtime.ts, `RealtimeSessionCreateRequest`). */
export const sessionChange = z.looseObject({ type: z.literal('realtime'), model: text.optional(), ...generation })

/** The parameters of a `response.create` (openai, resources/realtime/realtime.ts, `RealtimeResponseCreateParams`). */
export const responseParameters = z.looseObject({
  ...generation,
  conversation: z.enum(['auto', 'none']).optional(),
  input: z.array(z.union([realtimeItem, z.looseObject({ type: z.literal('item_reference'), id: text })])).optional(),
  metadata: z.record(text, text).nullish(),
})
export type ResponseParameters = z.output<typeof responseParameters>

/** The supported client messages. */
export const clientEvent = z.discriminatedUnion('type', [
  z.looseObject({ type: z.literal('session.update'), session: sessionChange }),
  z.looseObject({ type: z.literal('conversation.item.create'), item: realtimeItem, previous_item_id: text.nullish() }),
  z.looseObject({ type: z.literal('conversation.item.retrieve'), item_id: text }),
  z.looseObject({ type: z.literal('conversation.item.delete'), item_id: text }),
  z.looseObject({ type: z.literal('response.create'), response: responseParameters.nullish() }),
  z.looseObject({ type: z.literal('response.cancel'), response_id: text.nullish() }),
])
export type ClientEvent = z.output<typeof clientEvent>
