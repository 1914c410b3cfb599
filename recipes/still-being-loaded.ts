import { coldStart, rateLimited } from '../faults/index.ts'
import { defineRecipe, type RecipeFactory } from '../src/engine/recipe.ts'

/**
 * A model that was not used for a while has to be loaded first.
 * @example
 * chaos.play(stillBeingLoaded({ speed: 10 }))
 */
export const stillBeingLoaded: RecipeFactory = defineRecipe({
  name: 'still-being-loaded',
  summary: 'a model that was not used for a while has to be loaded first',
  story:
    'An undated write-up of OpenAI tells of high load. ' +
    'Models that were seldom used said that they were still being loaded. ' +
    'The first answer after a quiet time came late.',
  sources: ['https://status.openai.com/incidents/01JMYB80MRDHY3W4NZRAPC00WB/write-up'],
  sourced: ['429 while a model is loaded'],
  assumed: ['30 s of loading after ten quiet minutes, and the pace of the rest'],
  breaks: ['settles-within', 'backs-off'],
  phases: [
    {
      from: 0,
      to: '2h',
      what: 'models are loaded',
      injections: [
        rateLimited({ retryAfter: '30s' }).for({ provider: 'openai' }).wave({ on: '30s', off: '10m' }),
        coldStart({ by: '15s', idle: '10m' }).for({ provider: 'openai' }),
      ],
    },
  ],
})
