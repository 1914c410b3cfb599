import { z } from 'zod'
import { defineFault, saying, type FaultFactory } from '../src/kit.ts'

const parameters = z.object({
  text: z.string().min(1).default("I'm sorry but as an AI language model I can't assist with that.").describe('text of the refusal'),
})

/**
 * The model refuses a harmless question in plain text: no field marks the answer as a refusal.
 * Reported in: arXiv 2308.01263 (XSTest): models refuse safe prompts that look unsafe.
 * @example
 * chaos.inject(overRefusal().chance(0.05))
 */
export const overRefusal: FaultFactory<typeof parameters> = defineFault({
  name: 'over-refusal',
  summary: 'the model refuses a harmless question in plain text',
  family: 'Answer content',
  needs: ['generation'],
  shows: 'wrong-content',
  persistence: 'sticky',
  frequency: 'occasional',
  sources: ['https://arxiv.org/abs/2308.01263'],
  breaks: ['schema-valid-or-error', 'falls-back'],
  parameters,
  answer: (reply, { parameters: { text } }) => ({ ...saying(reply, text), facts: [] }),
})
