import { z } from 'zod'
import { defineFault, type FaultFactory } from '../src/kit.ts'

const parameters = z.object({})

/**
 * The model calls the same tool twice with the same arguments in one answer. An app that runs both performs the action twice.
 * Reported in: https://github.com/lmstudio-ai/lmstudio-bug-tracker/issues/1756 (one message has nine equal calls) and
 * https://github.com/microsoft/vscode/issues/296449.
 * @example
 * chaos.inject(repeatedToolCall())
 */
export const repeatedToolCall: FaultFactory<typeof parameters> = defineFault({
  name: 'repeated-tool-call',
  summary: 'the model repeats a tool call in one answer',
  family: 'Structured output and tools',
  needs: ['tools'],
  shows: 'wrong-tool-call',
  persistence: 'transient',
  frequency: 'occasional',
  sources: ['https://github.com/lmstudio-ai/lmstudio-bug-tracker/issues/1756', 'https://github.com/microsoft/vscode/issues/296449'],
  breaks: ['at-most-once', 'spends-at-most'],
  parameters,
  answer: (reply, { random }) => {
    const again = reply.parts.flatMap((part) =>
      part.type === 'tool-call' ? [{ ...part, id: `${part.id.slice(0, -4)}${random.id(4)}` }] : [],
    )
    return again.length === 0 ? reply : { ...reply, parts: [...reply.parts, ...again] }
  },
})
