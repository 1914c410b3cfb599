import { z } from 'zod'
import { defineFault, changingProse, type FaultFactory } from '../src/kit.ts'

const parameters = z.object({})

/**
 * The model pads its answer with an opening, the question, a summary and an offer. Each call costs more tokens.
 * Reported in: arXiv 2307.09009: the length of answers changed between two versions of one model. There GPT-4 mostly became shorter.
 * Longer answers are an assumption.
 * @example
 * chaos.inject(verboseAnswer().ramp(0, 1, '30m'))
 */
export const verboseAnswer: FaultFactory<typeof parameters> = defineFault({
  name: 'verbose-answer',
  summary: 'the model pads its answer',
  family: 'Answer content',
  needs: ['prose'],
  shows: 'wrong-content',
  persistence: 'permanent',
  frequency: 'occasional',
  sources: ['https://arxiv.org/abs/2307.09009'],
  breaks: ['spends-at-most', 'settles-within'],
  parameters,
  answer: changingProse((text) =>
    text.trim() === ''
      ? undefined
      : `That is a great question, and I am happy to help. Let me walk you through it step by step. ${text} To sum up: ${text} Is there anything else that I can help you with? I am always glad to explain any part of this in more detail.`,
  ),
})
