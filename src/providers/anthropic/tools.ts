import { z } from 'zod'
import type { Tool, ToolChoice } from '../../kit.ts'
import { cacheControlSchema } from './content.ts'

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

/** Tools that Anthropic has defined: their types carry the date of their version, so new ones are taken as they come. */
const definedType = z.string().regex(/_\d{8}$|^mcp_toolset$|^tool_search_tool_(bm25|regex)$/, { abort: true })
const definedTool = z.looseObject({ type: definedType, name: z.string().optional() })

/** A tool in a request: one of the app's own, or one that Anthropic defines. */
export const toolSchema = z.union([customTool, definedTool])
export type WireTool = z.output<typeof toolSchema>

const disableParallel = { disable_parallel_tool_use: z.boolean().optional() }

export const toolChoiceSchema = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('auto'), ...disableParallel }),
  z.strictObject({ type: z.literal('any'), ...disableParallel }),
  z.strictObject({ type: z.literal('tool'), name: z.string(), ...disableParallel }),
  z.strictObject({ type: z.literal('none') }),
])

function isCustom(tool: WireTool): tool is z.output<typeof customTool> {
  return tool.type === undefined || tool.type === null || tool.type === 'custom'
}

/** Tools of Anthropic's that the app runs itself, so that the model's call of one reaches it. The others run at Anthropic. */
const runByApp = /^(bash|text_editor|computer|memory)_\d{8}$/

/** The tools that a reply may call. */
export function readTools(tools: readonly WireTool[]): Tool[] {
  return tools.flatMap((tool): Tool[] => {
    if (isCustom(tool))
      return [
        { name: tool.name, ...(tool.description === undefined ? {} : { description: tool.description }), parameters: tool.input_schema },
      ]
    if (tool.name === undefined || !runByApp.test(tool.type)) return []
    return [{ name: tool.name, parameters: { type: 'object' } }]
  })
}

export function readToolChoice(choice: z.output<typeof toolChoiceSchema> | undefined): ToolChoice {
  switch (choice?.type) {
    case undefined:
    case 'auto':
      return 'auto'
    case 'any':
      return 'required'
    case 'tool':
      return { name: choice.name }
    case 'none':
      return 'none'
  }
}
