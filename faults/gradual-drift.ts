import { z } from 'zod'
import { falsify, defineFault, changingProse, type FaultFactory } from '../src/kit.ts'

const parameters = z.object({
  over: z.int().positive().default(20).describe('calls until it is at its worst'),
  to: z.number().min(0).max(1).default(0.5).describe('the share of wrong answers at the worst'),
})

/**
 * The model gets worse from call to call: each answer is wrong a little more often than the last.
 * Reported in: arXiv 2307.09009: GPT-4's accuracy on primes fell from 84% to 51% between March and June 2023.
 * @example
 * chaos.inject(gradualDrift({ over: 500, to: 0.5 }))
 */
export const gradualDrift: FaultFactory<typeof parameters> = defineFault({
  name: 'gradual-drift',
  summary: 'wrong answers get more frequent over time',
  family: 'Model identity',
  needs: ['prose'],
  shows: 'wrong-content',
  persistence: 'permanent',
  frequency: 'occasional',
  sources: ['https://arxiv.org/abs/2307.09009'],
  breaks: ['guardrail-catches', 'consistent-under-paraphrase'],
  parameters,
  state: (): { calls: number } => ({ calls: 0 }),
  answer(reply, context) {
    const {
      parameters: { over, to },
      state,
      random,
    } = context
    const rate = to * Math.min(1, ++state.calls / over)
    return random.chance(rate)
      ? changingProse((text, { random: draws }) => falsify(text, 'any', { random: draws, facts: reply.facts })?.text)(reply, context)
      : reply
  },
})
