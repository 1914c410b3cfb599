import { z } from 'zod'

/** Marks a part of the prompt for caching. */
const cacheControl = z.strictObject({ type: z.literal('ephemeral'), ttl: z.enum(['5m', '1h']).optional() }).nullish()

const text = z.strictObject({
  type: z.literal('text'),
  text: z.string(),
  cache_control: cacheControl,
  citations: z.array(z.looseObject({})).nullish(),
})

const imageSource = z.discriminatedUnion('type', [
  z.strictObject({
    type: z.literal('base64'),
    data: z.string(),
    media_type: z.enum(['image/jpeg', 'image/png', 'image/gif', 'image/webp']),
  }),
  z.strictObject({ type: z.literal('url'), url: z.string() }),
  z.strictObject({ type: z.literal('file'), file_id: z.string() }),
])

const image = z.strictObject({
  type: z.literal('image'),
  source: imageSource,
  cache_control: cacheControl,
  transformations: z.looseObject({}).nullish(),
})

const documentSource = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('base64'), data: z.string(), media_type: z.literal('application/pdf') }),
  z.strictObject({ type: z.literal('text'), data: z.string(), media_type: z.literal('text/plain') }),
  z.strictObject({ type: z.literal('content'), content: z.union([z.string(), z.array(z.discriminatedUnion('type', [text, image]))]) }),
  z.strictObject({ type: z.literal('url'), url: z.string() }),
  z.strictObject({ type: z.literal('file'), file_id: z.string() }),
])

const document = z.strictObject({
  type: z.literal('document'),
  source: documentSource,
  cache_control: cacheControl,
  citations: z.looseObject({}).nullish(),
  context: z.string().nullish(),
  title: z.string().nullish(),
})

const searchResult = z.looseObject({ type: z.literal('search_result'), content: z.array(text), source: z.string(), title: z.string() })

const toolResult = z.strictObject({
  type: z.literal('tool_result'),
  tool_use_id: z.string().regex(/^[a-zA-Z0-9_-]+$/),
  content: z
    .union([
      z.string(),
      z.array(
        z.discriminatedUnion('type', [
          text,
          image,
          document,
          searchResult,
          z.looseObject({ type: z.enum(['tool_reference', 'browser_state']) }),
        ]),
      ),
    ])
    .optional(),
  is_error: z.boolean().optional(),
  cache_control: cacheControl,
  toolset_name: z.string().nullish(),
})

const toolUse = z.strictObject({
  type: z.literal('tool_use'),
  id: z.string().regex(/^[a-zA-Z0-9_-]+$/),
  name: z.string(),
  input: z.record(z.string(), z.unknown()),
  cache_control: cacheControl,
  caller: z.looseObject({}).optional(),
  toolset_name: z.string().nullish(),
})

/** A call of a hosted tool by the model in an earlier turn. */
const serverToolUse = z.looseObject({
  type: z.enum(['server_tool_use', 'mcp_tool_use']),
  id: z.string(),
  name: z.string(),
  input: z.unknown(),
})

const serverToolResult = z.looseObject({
  type: z.enum([
    'web_search_tool_result',
    'web_fetch_tool_result',
    'code_execution_tool_result',
    'bash_code_execution_tool_result',
    'text_editor_code_execution_tool_result',
    'tool_search_tool_result',
    'mcp_tool_result',
    'advisor_tool_result',
  ]),
  tool_use_id: z.string(),
  content: z.unknown(),
})

/** Blocks that only steer the API, or contain no text for the model. */
const steering = z.looseObject({
  type: z.enum(['container_upload', 'compaction', 'fallback', 'mcp_tool_listing', 'tool_addition', 'tool_removal']),
})

const block = z.discriminatedUnion('type', [
  text,
  image,
  document,
  searchResult,
  toolResult,
  toolUse,
  z.strictObject({ type: z.literal('thinking'), thinking: z.string(), signature: z.string() }),
  z.strictObject({ type: z.literal('redacted_thinking'), data: z.string() }),
  serverToolUse,
  serverToolResult,
  steering,
])

/** One block of a message's content, as sent by the app. */
export type Block = z.output<typeof block>
export type ToolResultBlock = z.output<typeof toolResult>
export type DocumentBlock = z.output<typeof document>
export type ImageBlock = z.output<typeof image>

/** The system prompt, or a text-only message. */
export const systemSchema = z.union([z.string(), z.array(text)])

/** One message of the conversation. Current models accept `system` in the middle of it. */
export const messageSchema = z.looseObject({
  role: z.enum(['user', 'assistant', 'system']),
  content: z.union([z.string(), z.array(block)]),
})
export type WireMessage = z.output<typeof messageSchema>

export { cacheControl as cacheControlSchema }
