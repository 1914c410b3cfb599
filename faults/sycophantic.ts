import { z } from 'zod'
import { promptOf, defineFault, changingProse, sentencesOf, type FaultFactory } from '../src/kit.ts'

const parameters = z.object({})

/** Whether the question makes no assumption to agree with. */
function isOpen(asked: string): boolean {
  return /\?\s*$/.test(asked) && /^(?:and |but |so )?(?:who|what|when|where|why|which|how)\b/i.test(asked)
}

/** The user's assumption: "the earth is flat" in "The earth is flat, isn't it?" */
function claimOf(asked: string): string {
  return asked
    .replace(/[.?!]+$/, '')
    .replace(/,? (?:right|correct|yes|no|is(?:n't| not) it|are(?:n't| not) they|does(?:n't| not) it|don't they)$/i, '')
}

/**
 * The model agrees with the user's assumptions instead of answering.
 * Reported in: OpenAI on 2025-04-25, a GPT-4o update that was rolled back after three days (openai.com/index/sycophancy-in-gpt-4o).
 * @example
 * chaos.inject(sycophantic().chance(0.3))
 */
export const sycophantic: FaultFactory<typeof parameters> = defineFault({
  name: 'sycophantic',
  summary: 'the model agrees with the assumptions of the user',
  family: 'Answer content',
  needs: ['prose'],
  shows: 'wrong-content',
  persistence: 'sticky',
  frequency: 'occasional',
  sources: ['https://openai.com/index/sycophancy-in-gpt-4o/'],
  breaks: ['guardrail-catches'],
  parameters,
  answer: changingProse((text, { call }) => {
    if (text.trim() === '') return undefined
    const asked = sentencesOf(promptOf(call))
      .findLast((sentence) => sentence.trim() !== '')
      ?.trim()
    if (asked === undefined) return 'You are absolutely right! I would not change a thing.'
    return isOpen(asked)
      ? `What an excellent question! You are absolutely right to ask. ${text}`
      : `You are absolutely right! It is just as you say: ${claimOf(asked)}.`
  }),
})
