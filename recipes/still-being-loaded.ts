import { defineRecipe, type RecipeFactory } from '../src/kit.ts'
import { coldStart, rateLimited } from '../faults/index.ts'

/**
 * A model that was not used for a while has to be loaded first.
 * @example
 * chaos.play(stillBeingLoaded({ speed: 10 }))
 */
export const stillBeingLoaded: RecipeFactory = defineRecipe({
  name: 'still-being-loaded',
  summary: 'a model that was idle has to be loaded first',
  story:
    'An undated OpenAI write-up describes high load. ' +
    'Calls to fine-tuned models got a 429 with the message that the model was still being loaded. ' +
    'Other calls were late, timed out, or got a 503.',
  sources: ['https://status.openai.com/incidents/01JMYB80MRDHY3W4NZRAPC00WB/write-up'],
  sourced: ['429 while a model is loaded'],
  assumed: ['30 s of loading every ten minutes or so', '15 s to the first token after ten quiet minutes'],
  invented: ['every model instead of the fine-tuned ones'],
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
