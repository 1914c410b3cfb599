import { lostInTheMiddle as lostInTheMiddleFault } from '../faults/index.ts'
import { defineRecipe, type RecipeFactory } from '../src/engine/recipe.ts'

/**
 * What stands in the middle of a long message is not taken in.
 * @example
 * chaos.play(lostInTheMiddle({ speed: 10 }))
 */
export const lostInTheMiddle: RecipeFactory = defineRecipe({
  name: 'lost-in-the-middle',
  summary: 'what stands in the middle of a long message is not taken in',
  story:
    'A study of 2023 hid one fact among twenty documents. ' +
    'Models found it at both ends more often than in the middle. ' +
    'There they were worse than with no document at all.',
  sources: ['https://arxiv.org/abs/2307.03172'],
  sourced: ['76, 54 and 63 % by position, not read again'],
  assumed: ['45 % of long messages', 'OpenAI as the provider'],
  breaks: ['guard-catches', 'over-long-input-handled'],
  phases: [
    { from: 0, to: '8h', what: 'the middle is lost', injections: [lostInTheMiddleFault().for({ provider: 'openai' }).chance(0.45)] },
  ],
})
