import { z } from 'zod'
import { defineFault, saying, type FaultFactory } from '../src/kit.ts'

const parameters = z.object({
  text: z.string().min(1).default('Done. I have taken care of that for you.').describe('text of the answer'),
})

/**
 * The model claims in text that it has done its task, but calls no tool.
 * Reported in: K2 Vendor Verifier, which counts how often a host does not call, and the Berkeley Function Calling Leaderboard.
 * @example
 * chaos.inject(toolCallSkipped().chance(0.1))
 */
export const toolCallSkipped: FaultFactory<typeof parameters> = defineFault({
  name: 'tool-call-skipped',
  summary: 'the model claims to be done but calls no tool',
  family: 'Structured output and tools',
  needs: ['tools'],
  shows: 'wrong-content',
  persistence: 'transient',
  frequency: 'occasional',
  sources: ['https://github.com/MoonshotAI/K2-Vendor-Verifier', 'https://gorilla.cs.berkeley.edu/leaderboard.html'],
  breaks: ['guardrail-catches'],
  parameters,
  answer: (reply, { parameters: { text } }) => (reply.parts.some(({ type }) => type === 'tool-call') ? saying(reply, text) : reply),
})
