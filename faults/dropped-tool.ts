import { z } from 'zod'
import { defineFault, type FaultFactory } from '../src/kit.ts'

const parameters = z.object({
  name: z.string().min(1).optional().describe('the tool that the model does not see. Default: the first one'),
})

/**
 * One of the tools does not reach the model, so the model cannot call it.
 * Reported in: hosts whose chat templates omit definitions. K2 Vendor Verifier shows how much hosts differ.
 * @example
 * chaos.inject(droppedTool({ name: 'search' }))
 */
export const droppedTool: FaultFactory<typeof parameters> = defineFault({
  name: 'dropped-tool',
  summary: 'one of the tools never reaches the model',
  family: 'Context',
  needs: ['tools'],
  shows: 'wrong-content',
  persistence: 'sticky',
  frequency: 'rare',
  sources: ['https://github.com/MoonshotAI/K2-Vendor-Verifier'],
  breaks: ['keeps-required-context', 'guardrail-catches'],
  parameters,
  perceive(call, { parameters: { name = call.tools[0]?.name }, note }) {
    const tools = call.tools.filter((tool) => tool.name !== name)
    if (tools.length === call.tools.length) return call
    note(`did not read the tool ${name}`)
    const { toolChoice } = call
    const isLost = tools.length === 0 || (typeof toolChoice === 'object' && toolChoice.name === name)
    return { ...call, tools, toolChoice: isLost ? 'auto' : toolChoice }
  },
})
