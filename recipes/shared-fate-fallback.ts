import { defineRecipe, type RecipeFactory } from '../src/kit.ts'
import { rateLimited } from '../faults/index.ts'

/**
 * The fallback of the same vendor fails in the same minute.
 * @example
 * chaos.play(sharedFateFallback({ speed: 10 }))
 */
export const sharedFateFallback: RecipeFactory = defineRecipe({
  name: 'shared-fate-fallback',
  summary: 'the fallback of the same vendor fails in the same minute',
  story:
    'From 2026-01-21 a voice platform saw the capacity of Vertex AI run out, by its own report. ' +
    'Its fallback was another Gemini client and failed with the first. ' +
    'The trouble was called over several times before it was.',
  sources: ['https://status.vapi.ai/incident/809181', 'https://discuss.ai.google.dev/t/116568'],
  sourced: ['that default and fallback were refused together, for two weeks, by a report of the platform'],
  assumed: ['four waves a day of an hour each, and 60 % of the calls', 'the Gemini API in place of Vertex AI'],
  breaks: ['falls-back', 'independent-fallback', 'settles-within'],
  phases: [
    {
      from: 0,
      to: '336h',
      what: 'capacity runs out in waves',
      injections: [rateLimited({ form: 'none' }).for({ provider: 'gemini' }).wave({ on: '1h', off: '5h' }).chance(0.6)],
    },
  ],
})
