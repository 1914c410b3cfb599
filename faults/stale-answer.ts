import { z } from 'zod'
import { defineFault, changingProse, type FaultFactory } from '../src/kit.ts'

const parameters = z.object({
  years: z.int().positive().default(2).describe('age of the answer in years'),
  disclosed: z.boolean().default(true).describe('whether the model adds that it can be out of date'),
})

const thisCentury = /\b20\d\d\b/g

/**
 * The answer is as old as the model's training data. With `disclosed`, the model adds that it can be out of date.
 * Reported in: models that answer questions about recent changes. Model documentation gives the cutoff dates.
 * @example
 * chaos.inject(staleAnswer({ years: 2, disclosed: false }))
 */
export const staleAnswer: FaultFactory<typeof parameters> = defineFault({
  name: 'stale-answer',
  summary: 'the answer is out of date',
  family: 'Answer content',
  needs: ['prose'],
  shows: 'wrong-content',
  persistence: 'permanent',
  frequency: 'common',
  sources: ['https://platform.openai.com/docs/models', 'https://docs.anthropic.com/en/docs/about-claude/models/overview'],
  breaks: ['guardrail-catches'],
  parameters,
  answer: changingProse((text, { parameters: { years, disclosed } }) => {
    const old = text.replaceAll(thisCentury, (year) => String(Number(year) - years))
    return disclosed ? `This is as of my last update. ${old}` : old
  }),
})
