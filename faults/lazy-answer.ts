import { z } from 'zod'
import { defineFault, changingProse, sentencesOf, type FaultFactory } from '../src/kit.ts'

const parameters = z.object({})

/**
 * The model does part of the work and leaves the rest to the reader.
 * Reported in: GPT-4 Turbo, which wrote comments instead of code (aider.chat/docs/unified-diffs.html).
 * @example
 * chaos.inject(lazyAnswer().chance(0.2))
 */
export const lazyAnswer: FaultFactory<typeof parameters> = defineFault({
  name: 'lazy-answer',
  summary: 'the model leaves part of the work to the user',
  family: 'Answer content',
  needs: ['prose'],
  shows: 'wrong-content',
  persistence: 'transient',
  frequency: 'occasional',
  sources: ['https://aider.chat/docs/unified-diffs.html'],
  breaks: ['guardrail-catches', 'no-silent-truncation'],
  parameters,
  answer: changingProse((text) => {
    if (text.trim() === '') return undefined
    const sentences = sentencesOf(text)
    return `${sentences
      .slice(0, Math.ceil(sentences.length / 3))
      .join('')
      .trimEnd()} ... (the rest is left as it is; fill it in the same way)`
  }),
})
