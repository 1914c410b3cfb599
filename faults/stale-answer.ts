import { z } from 'zod'
import { defineFault, changingProse, type FaultFactory } from '../src/kit.ts'

const parameters = z.object({
  years: z.int().positive().default(2).describe('by how many years the answer is old'),
  admitted: z.boolean().default(true).describe('whether the model says that it may be out of date'),
})

const thisCentury = /\b20\d\d\b/g

/**
 * The model answers as of the day its training ended: years lie back, and it says so, or does not.
 * Seen in: every model asked about what has changed since; the cut-off dates stand in the pages of models.
 * @example
 * chaos.inject(staleAnswer({ years: 2, admitted: false }))
 */
export const staleAnswer: FaultFactory<typeof parameters> = defineFault({
  name: 'stale-answer',
  summary: 'the answer is as of the day the training ended',
  family: 'Answer content',
  needs: ['prose'],
  shows: 'wrong-content',
  persistence: 'permanent',
  frequency: 'common',
  sources: ['https://platform.openai.com/docs/models', 'https://docs.anthropic.com/en/docs/about-claude/models/overview'],
  breaks: ['guard-catches'],
  parameters,
  answer: changingProse((text, { parameters: { years, admitted } }) => {
    const old = text.replaceAll(thisCentury, (year) => String(Number(year) - years))
    return admitted ? `This is as of my last update. ${old}` : old
  }),
})
