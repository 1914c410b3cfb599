import { z } from 'zod'

const text = z.string()
const textContent = z.looseObject({ type: z.literal('text'), text })
const file = z.looseObject({ type: z.literal('file'), data: z.unknown(), mediaType: text })
const otherContent = z.looseObject({ type: z.enum(['custom', 'reasoning-file', 'tool-approval-response']) })

const output = z.discriminatedUnion('type', [
  z.looseObject({ type: z.literal('text'), value: text }),
  z.looseObject({ type: z.literal('json'), value: z.unknown() }),
  z.looseObject({ type: z.literal('execution-denied'), reason: text.optional() }),
  z.looseObject({ type: z.literal('error-text'), value: text }),
  z.looseObject({ type: z.literal('error-json'), value: z.unknown() }),
  z.looseObject({ type: z.literal('content'), value: z.array(z.looseObject({ type: text })) }),
])
const toolResult = z.looseObject({ type: z.literal('tool-result'), toolCallId: text, toolName: text, output })
const toolCall = z.looseObject({ type: z.literal('tool-call'), toolCallId: text, toolName: text, input: z.unknown() })
const reasoning = z.looseObject({ type: z.literal('reasoning'), text })

const message = z.discriminatedUnion('role', [
  z.looseObject({ role: z.literal('system'), content: text }),
  z.looseObject({ role: z.literal('user'), content: z.array(z.discriminatedUnion('type', [textContent, file])) }),
  z.looseObject({
    role: z.literal('assistant'),
    content: z.array(z.discriminatedUnion('type', [textContent, file, reasoning, toolCall, toolResult, otherContent])),
  }),
  z.looseObject({ role: z.literal('tool'), content: z.array(z.discriminatedUnion('type', [toolResult, otherContent])) }),
])

const tool = z.discriminatedUnion('type', [
  z.looseObject({
    type: z.literal('function'),
    name: text,
    description: text.optional(),
    inputSchema: z.record(text, z.unknown()),
  }),
  z.looseObject({ type: z.literal('provider'), id: text, name: text }),
])

const toolChoice = z.discriminatedUnion('type', [
  z.looseObject({ type: z.enum(['auto', 'none', 'required']) }),
  z.looseObject({ type: z.literal('tool'), toolName: text }),
])

const responseFormat = z.discriminatedUnion('type', [
  z.looseObject({ type: z.literal('text') }),
  z.looseObject({ type: z.literal('json'), schema: z.record(text, z.unknown()).optional(), name: text.optional() }),
])

/**
 * The body of POST /language-model: the call options of the AI SDK's language model specification, version 4, of which version 3 is a
 * subset (@ai-sdk/provider, `LanguageModelV4CallOptions`).
 */
export const languageModelRequest = z.looseObject({
  prompt: z.array(message).min(1),
  maxOutputTokens: z.int().min(1).optional(),
  temperature: z.number().optional(),
  topP: z.number().optional(),
  topK: z.number().optional(),
  stopSequences: z.array(text).optional(),
  responseFormat: responseFormat.optional(),
  tools: z.array(tool).optional(),
  toolChoice: toolChoice.optional(),
  reasoning: z.enum(['provider-default', 'none', 'minimal', 'low', 'medium', 'high', 'xhigh', 'max']).optional(),
  providerOptions: z.record(text, z.record(text, z.unknown())).optional(),
})

export type LanguageModelRequest = z.output<typeof languageModelRequest>
export type PromptMessage = LanguageModelRequest['prompt'][number]
export type ToolResultOutput = z.output<typeof output>
