import { defineRecipe, type RecipeFactory } from '../src/kit.ts'
import { serverError } from '../faults/index.ts'

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
    'It lasted from nine to four, UTC. ' +
    'Whoever falls back has to stay within the law on where data may go.',
  sources: ['windowsforum.com/threads/399223', 'status.insightsoftware.com'],
  sourced: ['one region, 7 h 12 min, by reports that quote Azure'],
  assumed: ['60 % of the calls, each with a 503', 'all of Azure in place of one region'],
  breaks: ['falls-back', 'stays-in-region', 'settles-within', 'retries-at-most'],
  phases: [
    { from: 0, to: '432m', what: 'the region fails', injections: [serverError({ status: 503 }).for({ provider: 'azure' }).chance(0.6)] },
  ],
})
