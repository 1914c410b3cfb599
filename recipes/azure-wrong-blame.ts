import { defineRecipe, type RecipeFactory } from '../src/kit.ts'
import { badRequest, rateLimited } from '../faults/index.ts'

/**
 * Azure rejects valid requests for one model with a 400.
 * @example
 * chaos.play(azureWrongBlame({ speed: 10 }))
 */
export const azureWrongBlame: RecipeFactory = defineRecipe({
  name: 'azure-wrong-blame',
  summary: 'Azure rejects valid requests for one model with a 400',
  story:
    'From 2026-03-09 a configuration at Azure OpenAI was ahead of its engine for twenty hours. ' +
    'Calls to one model got 400 and 429, in seven regions. ' +
    'SDKs do not retry a 400, and this one was not the fault of the caller.',
  sources: ['https://azure.status.microsoft/en-us/status/history/?trackingId=8GCS-858'],
  sourced: ['400 and 429 for one model, for 20 h 12 min'],
  assumed: ['400 for 30% of the calls and 429 for 20%'],
  invented: [],
  breaks: ['no-retry-of-permanent', 'errors-identify-cause', 'falls-back'],
  phases: [
    {
      from: 0,
      to: '1212m',
      what: 'valid requests are rejected',
      injections: [
        badRequest().for({ provider: 'azure', model: 'gpt-5.2*' }).chance(0.3),
        // Drawn if the first has not fired: 0.7 x 0.286 = 0.2.
        rateLimited().for({ provider: 'azure', model: 'gpt-5.2*' }).chance(0.286),
      ],
    },
  ],
})
