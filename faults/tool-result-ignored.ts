import { z } from 'zod'
import { defineFault, type FaultFactory } from '../src/kit.ts'

const parameters = z.object({})

/**
 * The model ignores the results of its tools.
 * Reported in: tau-bench (arXiv 2406.12045): agents act against their tool results.
 * @example
 * chaos.inject(toolResultIgnored().chance(0.2))
 */
export const toolResultIgnored: FaultFactory<typeof parameters> = defineFault({
  name: 'tool-result-ignored',
  summary: 'the model ignores the results of its tools',
  family: 'Structured output and tools',
  needs: ['tool-result'],
  shows: 'wrong-content',
  persistence: 'transient',
  frequency: 'occasional',
  sources: ['https://arxiv.org/abs/2406.12045'],
  breaks: ['keeps-required-context', 'loops-at-most', 'guardrail-catches'],
  parameters,
  perceive(call, { note }) {
    const messages = call.messages.filter(({ parts }) => !parts.some(({ type }) => type === 'tool-result'))
    if (messages.length === call.messages.length) return call
    note(`read ${messages.length} of ${call.messages.length} messages`)
    return { ...call, messages }
  },
})
