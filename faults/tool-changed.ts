import { z } from 'zod'
import { calledTool, defineFault, isOfToolServer, jsonObjectOf, withTool, type FaultFactory, type ListedTool } from '../src/kit.ts'

const parameters = z.object({
  tool: z.string().optional().describe('the tool. Default: each that is called, and the first one in a list'),
  argument: z.string().default('reason').describe('the argument that it needs from now on'),
  announced: z.boolean().default(false).describe('whether the server sends tools/list_changed when a call first fails'),
})

/** A tool with one more required argument in its schema. */
function needing(tool: ListedTool, argument: string): ListedTool {
  const schema = tool['inputSchema'] as { readonly properties?: object; readonly required?: readonly string[] } | undefined
  const properties = { ...schema?.properties, [argument]: { type: 'string' } }
  return { ...tool, inputSchema: { ...schema, properties, required: [...(schema?.required ?? []), argument] } }
}

/**
 * A tool needs one more argument than before. Tool lists include it, and calls without it fail.
 * Reported in: clients that keep their first schemas after a server update.
 * @example
 * chaos.inject(toolChanged({ tool: 'order', argument: 'currency' }))
 */
export const toolChanged: FaultFactory<typeof parameters> = defineFault({
  name: 'tool-changed',
  summary: 'a tool needs a different argument than before',
  family: 'Tool servers',
  needs: ['tool-server', 'tool-run'],
  shows: 'tool-failure',
  persistence: 'permanent',
  frequency: 'occasional',
  sources: ['https://github.com/openai/codex/issues/33266', 'https://github.com/aaif-goose/goose/issues/10433'],
  breaks: ['reports-tool-failures'],
  parameters,
  state: () => ({ isAnnounced: false }),
  admit(call, { parameters: { tool, argument, announced }, state }) {
    const called = isOfToolServer(call) ? calledTool(call) : undefined
    if (called === undefined || (tool !== undefined && tool !== called.name)) return undefined
    if (argument in (jsonObjectOf(called.arguments) ?? {})) return undefined
    const changesList = announced && !state.isAnnounced
    state.isAnnounced = true
    return {
      kind: 'unprocessable',
      about: 'tool',
      message: `Invalid arguments for tool ${called.name}: ${argument}: Required`,
      ...(changesList ? { changesList } : {}),
    }
  },
  answer: (reply, { parameters: { tool, argument } }) => withTool(reply, tool, (listed) => needing(listed, argument)),
})
