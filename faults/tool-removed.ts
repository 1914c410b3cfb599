import { z } from 'zod'
import { RecentSet, calledTool, defineFault, withToolList, type FaultFactory } from '../src/kit.ts'

const parameters = z.object({
  tool: z.string().optional().describe('the tool. Default: each that is called'),
  announced: z.boolean().default(false).describe('whether the server sends tools/list_changed when a call first fails'),
})

/**
 * A tool is gone: calls to it fail, and tool lists do not contain it.
 * Reported in: clients that keep their first list after a server update.
 * @example
 * chaos.inject(toolRemoved({ tool: 'order' }))
 */
export const toolRemoved: FaultFactory<typeof parameters> = defineFault({
  name: 'tool-removed',
  summary: 'a tool no longer exists',
  family: 'Tool servers',
  needs: ['tool-run'],
  shows: 'tool-failure',
  persistence: 'permanent',
  frequency: 'occasional',
  sources: ['https://github.com/openai/codex/issues/33266', 'https://github.com/aaif-goose/goose/issues/10433'],
  breaks: ['reports-tool-failures'],
  parameters,
  state: (): Set<string> => new RecentSet(),
  admit(call, { parameters: { tool, announced }, state }) {
    const name = calledTool(call)?.name
    if (name === undefined || (tool !== undefined && tool !== name)) return undefined
    const isNew = !state.has(name)
    state.add(name)
    return { kind: 'not-found', about: 'tool', ...(announced && isNew ? { changesList: true } : {}) }
  },
  answer: (reply, { parameters: { tool }, state }) =>
    withToolList(reply, (list) => {
      const tools = list.tools.filter(({ name }) => name !== tool && !state.has(name))
      return tools.length === list.tools.length ? list : { ...list, tools }
    }),
})
