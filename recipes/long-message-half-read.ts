import { defineRecipe, type RecipeFactory } from '../src/kit.ts'
import { lostInTheMiddle } from '../faults/index.ts'

/**
 * The model does not read the middle of a long message.
 * @example
 * chaos.play(longMessageHalfRead({ speed: 10 }))
 */
export const longMessageHalfRead: RecipeFactory = defineRecipe({
  name: 'long-message-half-read',
  summary: 'the model ignores the middle of a long message',
  story:
    'A study of 2023 hid one fact among twenty documents. ' +
    'GPT-3.5 found it more often at both ends than in the middle. ' +
    'In the middle it did worse than without any document.',
  sources: ['https://arxiv.org/abs/2307.03172'],
  sourced: ['about 75% correct for the first document, less than 55% in the middle, about 65% for the last'],
  assumed: ['45% of the long messages'],
  invented: ['one long message instead of twenty documents', 'every model of OpenAI'],
  breaks: ['marks-wrong-answers', 'guardrail-catches', 'handles-over-long-input'],
  phases: [{ from: 0, to: '8h', what: 'the middle is lost', injections: [lostInTheMiddle().for({ provider: 'openai' }).chance(0.45)] }],
})
