import { serverError } from '../faults/index.ts'
import { defineRecipe, type RecipeFactory } from '../src/engine/recipe.ts'

/**
 * One region of Azure runs out of memory for a morning.
 * @example
 * chaos.play(swedenCentral({ speed: 10 }))
 */
export const swedenCentral: RecipeFactory = defineRecipe({
  name: 'sweden-central',
  summary: 'one region of Azure runs out of memory for a morning',
  story:
    'On 2026-01-27 pods of Azure OpenAI in one European region ran out of memory, one after another. ' +
    'It lasted from nine to four. ' +
    'Falling back had to stay within the law on where data may go.',
  sources: ['windowsforum.com/threads/399223'],
  sourced: ['one region, 7 h 12 min'],
  assumed: ['60 % of the calls'],
  breaks: ['falls-back', 'settles-within', 'retries-at-most'],
  phases: [
    { from: 0, to: '432m', what: 'the region fails', injections: [serverError({ status: 503 }).for({ provider: 'azure' }).chance(0.6)] },
  ],
})
