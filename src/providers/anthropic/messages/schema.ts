import { z } from 'zod'
import { cacheControlSchema, messageSchema, systemSchema } from './content-schema.ts'

// zod reports a non-number as a wrong number, but Pydantic still expects an integer.
const integer = z.int('Input should be a valid integer')

const display = z.enum(['summarized', 'omitted']).nullish()

const thinkingSchema = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('enabled'), budget_tokens: integer.min(1024), display }),
  z.strictObject({ type: z.literal('adaptive'), display }),
  z.strictObject({ type: z.literal('between_tools') }),
  z.strictObject({ type: z.literal('disabled') }),
])

const customTool = z.strictObject({
  type: z.literal('custom').nullish(),
  name: z.string().regex(/^[a-zA-Z0-9_-]{1,128}$/),
  description: z.string().optional(),
  input_schema: z.looseObject({ type: z.literal('object') }),
  cache_control: cacheControlSchema,
  allowed_callers: z.array(z.string()).optional(),
  defer_loading: z.boolean().optional(),
  eager_input_streaming: z.boolean().nullish(),
  input_examples: z.array(z.looseObject({})).optional(),
  strict: z.boolean().optional(),
})

/** Tools defined by Anthropic. Their types contain the date of their version, so new ones are accepted. */
const definedType = z.string().regex(/_\d{8}$|^mcp_toolset$|^tool_search_tool_(bm25|regex)$/, { abort: true })
const definedTool = z.looseObject({ type: definedType, name: z.string().optional() })

/** A tool in a request: the app's own, or one defined by Anthropic. */
const toolSchema = z.union([customTool, definedTool])
export type CustomTool = z.output<typeof customTool>
export type WireTool = z.output<typeof toolSchema>

const disableParallel = { disable_parallel_tool_use: z.boolean().optional() }

const toolChoiceSchema = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('auto'), ...disableParallel }),
  z.strictObject({ type: z.literal('any'), ...disableParallel }),
  z.strictObject({ type: z.literal('tool'), name: z.string(), ...disableParallel }),
  z.strictObject({ type: z.literal('none') }),
])

const jsonFormat = z.looseObject({ type: z.literal('json_schema'), schema: z.looseObject({}) })

const threadSchema = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('create') }),
  z.strictObject({ type: z.literal('continue'), previous_message_id: z.string() }),
])

const anything = z.unknown().optional()

/**
 * The body of POST /v1/messages, with its stable and beta parameters. It checks what the API checks;
 * parameters that do not change a reply are accepted unchecked.
 * @see https://docs.claude.com/en/api/messages
 */
export const requestSchema = z.strictObject({
  model: z.string().min(1),
  messages: z.array(messageSchema),
  max_tokens: integer.min(0),
  system: systemSchema.optional(),
  stream: z.boolean().optional(),
  stop_sequences: z.array(z.string()).optional(),
  temperature: z.number().optional(),
  top_k: integer.optional(),
  top_p: z.number().optional(),
  metadata: z.strictObject({ user_id: z.string().max(256).nullish() }).optional(),
  tools: z.array(toolSchema).optional(),
  tool_choice: toolChoiceSchema.optional(),
  thinking: thinkingSchema.optional(),
  output_config: z
    .looseObject({ format: jsonFormat.nullish(), effort: z.enum(['low', 'medium', 'high', 'xhigh', 'max']).nullish() })
    .optional(),
  /** The beta's name for `output_config.format`, which older SDKs still send. */
  output_format: jsonFormat.nullish(),
  cache_control: cacheControlSchema,
  service_tier: z.enum(['auto', 'standard_only']).optional(),
  mcp_servers: z.array(z.looseObject({})).optional(),
  billing_policy: anything,
  compaction: anything,
  container: anything,
  context_management: anything,
  diagnostics: anything,
  fallback_credit_token: anything,
  fallbacks: anything,
  inference_geo: anything,
  speed: anything,
  thread: threadSchema.nullish(),
  user_profile_id: anything,
  workspace_id: anything,
})

/** A request that matches the API's schema. */
export type MessagesRequest = z.output<typeof requestSchema>
