import { z } from 'zod'
import { falsify, defineFault, changingProse, inAnotherStyle, type FaultFactory } from '../src/kit.ts'

const parameters = z.object({
  wrong: z.number().min(0).max(1).default(0.2).describe('the share of the answers that also state something wrong'),
})

/**
 * The same prompt gets a different answer on each call, even at temperature 0. Every answer is reworded; a share of them, `wrong`,
 * also states a wrong fact. It affects apps that compare two calls, cache by prompt, or vote over samples.
 * Reported in: Thinking Machines Lab, 2025-09: 80 different answers in 1,000 runs at temperature 0.
 * @example
 * chaos.inject(answerVaries({ wrong: 0.1 }))
 */
export const answerVaries: FaultFactory<typeof parameters> = defineFault({
  name: 'answer-varies',
  summary: 'the same prompt gets a different answer each time',
  family: 'Model identity',
  needs: ['prose'],
  shows: 'wrong-content',
  persistence: 'transient',
  frequency: 'common',
  sources: ['https://thinkingmachines.ai/blog/defeating-nondeterminism-in-llm-inference/', 'https://arxiv.org/abs/2310.11324'],
  breaks: ['consistent-under-paraphrase', 'guardrail-catches'],
  parameters,
  answer: changingProse((text, { parameters: { wrong }, random }, { facts }) => {
    const said = random.chance(wrong) ? falsify(text, 'any', { random, facts })?.text : undefined
    return inAnotherStyle(said ?? text, random)
  }),
})
