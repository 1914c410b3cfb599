import { z } from 'zod'
import type { ChatRequest } from '../openai/chat/schema.ts'

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

/** The API takes no field of a message that it does not know, such as those by which other APIs show reasoning (BerriAI/litellm#30835). */
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
 * The body of POST /v1/chat/completions, as @mistralai/mistralai and @ai-sdk/mistral send it.
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
type Content = z.output<typeof content> | null | undefined
type Message = MistralRequest['messages'][number]

function sourceOf(given: z.output<typeof source>): string {
  return typeof given === 'string' ? given : given.url
}

type ChatContent = Extract<ChatRequest['messages'][number], { role: 'user' }>['content']

function contentOf(given: Content): ChatContent {
  if (given == null) return ''
  if (typeof given === 'string') return given
  return given.map((part) => {
    switch (part.type) {
      case 'text':
        return { type: 'text', text: part.text }
      case 'thinking':
        return { type: 'text', text: part.thinking.map(({ text: thought = '' }) => thought).join('') }
      case 'image_url':
        return { type: 'image_url', image_url: { url: sourceOf(part.image_url) } }
      default:
        return { type: 'file', file: part }
    }
  })
}

function messageOf(message: Message): ChatRequest['messages'][number] {
  const said = contentOf(message.content)
  switch (message.role) {
    case 'system':
    case 'user':
      return { role: message.role, content: said }
    case 'tool':
      return { role: 'tool', tool_call_id: message.tool_call_id ?? '', content: said }
    case 'assistant':
      return {
        role: 'assistant',
        content: said === '' ? null : said,
        tool_calls: (message.tool_calls ?? []).map(({ id, function: named }) => ({
          id: id ?? '',
          type: 'function',
          function: {
            name: named.name,
            arguments: typeof named.arguments === 'string' ? named.arguments : JSON.stringify(named.arguments),
          },
        })),
      }
  }
}

function choiceOf(choice: MistralRequest['tool_choice']): ChatRequest['tool_choice'] {
  if (typeof choice === 'object') return { type: 'function', function: { name: choice.function.name } }
  return choice === 'any' ? 'required' : choice
}

/** A request in the form that OpenAI's has, where the two say the same in other words. */
export function asChatRequest(body: MistralRequest): ChatRequest {
  const format = body.response_format
  const isSchema = format?.type === 'json_schema' && format.json_schema != null
  return {
    model: body.model,
    messages: body.messages.map(messageOf),
    stream: body.stream,
    tools: body.tools?.flatMap(({ function: named }) => (named === undefined ? [] : [{ type: 'function' as const, function: named }])),
    tool_choice: choiceOf(body.tool_choice),
    parallel_tool_calls: body.parallel_tool_calls,
    response_format: isSchema
      ? { type: 'json_schema', json_schema: format.json_schema! }
      : format?.type === 'json_object'
        ? { type: 'json_object' }
        : undefined,
    max_tokens: body.max_tokens,
  }
}
