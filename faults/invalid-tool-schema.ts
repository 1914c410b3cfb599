import { z } from 'zod'
import { defineFault, withTool, type FaultFactory, type ListedTool } from '../src/kit.ts'

const parameters = z.object({
  tool: z.string().optional().describe('the tool. Default: the first one of the list'),
  kind: z.enum(['missing', 'no-object', 'unknown-type']).default('no-object').describe('what is wrong with its input schema'),
})

function broken({ inputSchema: _schema, ...tool }: ListedTool, kind: 'missing' | 'no-object' | 'unknown-type'): ListedTool {
  const named = { ...tool, name: tool.name }
  if (kind === 'missing') return named
  const unusable = kind === 'no-object' ? { type: 'string' } : { type: 'object', properties: { input: { type: 'any' } } }
  return { ...named, inputSchema: unusable }
}

/**
 * One tool of a list has an input schema that cannot be used. It makes many clients lose the entire list.
 * Reported in: servers with one wrong tool, whose other tools disappeared too.
 * @example
 * chaos.inject(invalidToolSchema({ kind: 'missing' }))
 */
export const invalidToolSchema: FaultFactory<typeof parameters> = defineFault({
  name: 'invalid-tool-schema',
  summary: 'one tool has an invalid schema',
  family: 'Tool servers',
  needs: ['tool-list'],
  shows: 'wrong-structure',
  persistence: 'permanent',
  frequency: 'occasional',
  sources: ['https://github.com/anthropics/claude-code/issues/88049', 'https://github.com/mastra-ai/mastra/issues/23731'],
  breaks: ['errors-identify-cause', 'degrades-visibly'],
  parameters,
  answer: (reply, { parameters: { tool, kind } }) => withTool(reply, tool, (listed) => broken(listed, kind)),
})
