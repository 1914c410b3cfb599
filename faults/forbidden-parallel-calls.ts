import { z } from 'zod'
import { defineFault, type FaultFactory } from '../src/kit.ts'

const parameters = z.object({})

/**
 * The model calls several tools at once even though the request allows only one.
 * Reported in: OpenAI's function calling guide: `parallel_tool_calls: false` ensures at most one call, for models that obey it.
 * @example
 * chaos.inject(forbiddenParallelCalls())
 */
export const forbiddenParallelCalls: FaultFactory<typeof parameters> = defineFault({
  name: 'forbidden-parallel-calls',
  summary: 'the model calls several tools although one is allowed',
  family: 'Structured output and tools',
  needs: ['tools'],
  shows: 'wrong-tool-call',
  persistence: 'transient',
  frequency: 'rare',
  sources: ['https://platform.openai.com/docs/guides/function-calling#parallel-function-calling'],
  breaks: ['acts-only-on-complete-calls', 'at-most-once'],
  parameters,
  answer(reply, { call, random }) {
    const first = reply.parts.find((part) => part.type === 'tool-call')
    if (call.parallelToolCalls || first === undefined) return reply
    const other = call.tools.find(({ name }) => name !== first.name) ?? first
    const second = { ...first, id: `${first.id.slice(0, -4)}${random.id(4)}`, name: other.name }
    return { ...reply, parts: [...reply.parts, second] }
  },
})
