import { z } from 'zod'
import { defineFault, changingProse, sentencesOf, type FaultFactory } from '../src/kit.ts'

const parameters = z.object({})

/**
 * The model does a part of the work and leaves the rest to the reader.
 * Seen in: OpenAI in 2023-12, who confirmed that GPT-4 had become lazier; arXiv 2307.09009.
 * @example
 * chaos.inject(lazyReply().chance(0.2))
 */
export const lazyReply: FaultFactory<typeof parameters> = defineFault({
  name: 'lazy-reply',
  summary: 'the model leaves the rest of the work to the reader',
  family: 'Answer content',
  needs: ['prose'],
  shows: 'wrong-content',
  persistence: 'transient',
  frequency: 'occasional',
  sources: ['https://arxiv.org/abs/2307.09009'],
  breaks: ['guard-catches', 'no-silent-truncation'],
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
