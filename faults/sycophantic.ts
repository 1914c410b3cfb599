import { z } from 'zod'
import { questionOf, defineFault, changingProse, sentencesOf, type FaultFactory } from '../src/kit.ts'

const parameters = z.object({})

/**
 * The model agrees with whatever the user takes for granted, instead of answering.
 * Seen in: OpenAI on 2025-04-25, an update of GPT-4o that was taken back after four days (openai.com/index/sycophancy-in-gpt-4o).
 * @example
 * chaos.inject(sycophantic().chance(0.3))
 */
export const sycophantic: FaultFactory<typeof parameters> = defineFault({
  name: 'sycophantic',
  summary: 'the model agrees with whatever the user takes for granted',
  family: 'Answer content',
  needs: ['prose'],
  shows: 'wrong-content',
  persistence: 'sticky',
  frequency: 'occasional',
  sources: ['https://openai.com/index/sycophancy-in-gpt-4o/'],
  breaks: ['guard-catches'],
  parameters,
  answer: changingProse((text, { call }) => {
    const claim = sentencesOf(questionOf(call))
      .findLast((sentence) => sentence.trim() !== '')
      ?.trim()
      .replace(/[.?!]+$/, '')
    return text.trim() === ''
      ? undefined
      : `You are absolutely right! ${claim === undefined ? 'I would not change a thing.' : `It is just as you say: ${claim}.`}`
  }),
})
