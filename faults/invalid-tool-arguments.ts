import { z } from 'zod'
import { breakJson, invalidKinds, unparseableKinds, defineFault, withParts, type FaultFactory } from '../src/kit.ts'

const parameters = z.object({
  kind: z
    .enum([...unparseableKinds, ...invalidKinds, 'empty'])
    .default('missing-field')
    .describe('how the arguments are broken; `empty` sends none'),
})

/**
 * The model calls a tool with arguments that are not JSON or violate its schema.
 * Reported in: K2 Vendor Verifier (2025-10-23): one model at many hosts violated its tool schemas in up to 28.6% of the calls.
 * @example
 * chaos.inject(invalidToolArguments({ kind: 'truncated' }))
 */
export const invalidToolArguments: FaultFactory<typeof parameters> = defineFault({
  name: 'invalid-tool-arguments',
  summary: 'the model calls a tool with invalid arguments',
  family: 'Structured output and tools',
  needs: ['tools'],
  shows: 'wrong-tool-call',
  persistence: 'transient',
  frequency: 'common',
  sources: ['https://github.com/MoonshotAI/K2-Vendor-Verifier', 'https://gorilla.cs.berkeley.edu/leaderboard.html'],
  breaks: ['acts-only-on-complete-calls', 'typed-errors'],
  parameters,
  answer: (reply, { call, parameters: { kind }, random }) =>
    withParts(reply, (part) => {
      if (part.type !== 'tool-call') return part
      if (kind === 'empty') return { ...part, arguments: '' }
      const schema = call.tools.find(({ name }) => name === part.name)?.parameters
      const broken = breakJson(part.arguments, kind, { random, schema }) ?? breakJson(part.arguments, 'truncated', { random, schema })
      return { ...part, arguments: broken ?? '' }
    }),
})
