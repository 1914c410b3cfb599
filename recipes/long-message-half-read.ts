import { defineRecipe, type RecipeFactory } from '../src/kit.ts'
import { lostInTheMiddle } from '../faults/index.ts'

/**
 * What stands in the middle of a long message is not taken in.
 * @example
 * chaos.play(longMessageHalfRead({ speed: 10 }))
 */
export const longMessageHalfRead: RecipeFactory = defineRecipe({
  name: 'long-message-half-read',
  summary: 'what stands in the middle of a long message is not taken in',
  story:
    'A study of 2023 hid one fact among twenty documents. ' +
    'GPT-3.5 found it at both ends more often than in the middle. ' +
    'There it did worse than with no document at all.',
  sources: ['https://arxiv.org/abs/2307.03172'],
  sourced: ['about 75 % right at the front, less than 55 % in the middle, about 65 % at the end, by secondary reports'],
  assumed: ['45 % of the long messages', 'the middle of one message in place of documents', 'OpenAI with any model'],
  breaks: ['guard-catches', 'over-long-input-handled'],
  phases: [{ from: 0, to: '8h', what: 'the middle is lost', injections: [lostInTheMiddle().for({ provider: 'openai' }).chance(0.45)] }],
})
