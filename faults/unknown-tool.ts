import { z } from 'zod'
import { defineFault, withParts, type FaultFactory } from '../src/kit.ts'

const parameters = z.object({
  name: z.string().min(1).optional().describe('the tool that the model calls. Default: a name close to that of a real one'),
})

/**
 * The model calls a tool that it was never offered, with a plausible name.
 * Reported in: https://github.com/simonw/llm/issues/1104 (it crashed a chat) and https://github.com/OpenHands/OpenHands/issues/5111.
 * @example
 * chaos.inject(unknownTool({ name: 'execute_python' }))
 */
export const unknownTool: FaultFactory<typeof parameters> = defineFault({
  name: 'unknown-tool',
  summary: 'the model calls a tool that it was never offered',
  family: 'Structured output and tools',
  needs: ['tools'],
  shows: 'wrong-tool-call',
  persistence: 'transient',
  frequency: 'occasional',
  sources: ['https://github.com/simonw/llm/issues/1104', 'https://github.com/OpenHands/OpenHands/issues/5111'],
  breaks: ['acts-only-on-complete-calls', 'typed-errors'],
  parameters,
  answer: (reply, { parameters: { name } }) =>
    withParts(reply, (part) => (part.type === 'tool-call' ? { ...part, name: name ?? `${part.name}_v2` } : part)),
})
