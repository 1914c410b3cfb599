import { z } from 'zod'
import { defineFault, type FaultFactory } from '../src/kit.ts'

const parameters = z.object({
  text: z.string().min(1).default('I cannot help with that.').describe('text of the refusal'),
})

/**
 * The model refuses to answer, in a well-formed response with status 200.
 * Reported in: arXiv 2307.09009: GPT-4 went from answering 21% of sensitive questions to 5% in three months.
 * @example
 * chaos.inject(refusal().chance(0.1))
 */
export const refusal: FaultFactory<typeof parameters> = defineFault({
  name: 'refusal',
  summary: 'the model refuses to answer',
  family: 'Answer content',
  needs: ['generation'],
  shows: 'refusal',
  persistence: 'sticky',
  frequency: 'occasional',
  sources: ['https://arxiv.org/abs/2307.09009', 'https://platform.openai.com/docs/guides/structured-outputs'],
  breaks: ['schema-valid-or-error', 'falls-back'],
  parameters,
  answer: (reply, { parameters: { text } }) => ({ ...reply, finish: 'refusal', parts: [{ type: 'refusal', text }], facts: [] }),
})
