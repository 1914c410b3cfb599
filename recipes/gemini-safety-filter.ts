import { defineRecipe, type RecipeFactory } from '../src/kit.ts'
import { rateLimited, serverError } from '../faults/index.ts'

/**
 * Gemini returns 429 and 503 on several models.
 * @example
 * chaos.play(geminiSafetyFilter({ speed: 10 }))
 */
export const geminiSafetyFilter: RecipeFactory = defineRecipe({
  name: 'gemini-safety-filter',
  summary: 'Gemini returns 429 and 503 on several models',
  story:
    'On 2026-02-27 a change to the safety filter in front of Gemini models cost Google capacity. ' +
    'Calls got 429 and 503 for two hours. ' +
    'A sibling model can be behind the same filter, so falling back to it does not help.',
  sources: ['https://status.cloud.google.com/incidents/41E5S3mkTGDfkZuJZH5k'],
  sourced: ['429 and 503 for 1 h 58 min, on several models', 'the first alarm after 17 minutes'],
  assumed: ['only 503s, more and more, until that alarm', '40% of the calls after it, half of each status', 'every model'],
  invented: ['the Gemini API instead of Vertex AI'],
  breaks: ['falls-back', 'independent-fallback', 'backs-off', 'retries-at-most'],
  phases: [
    { from: 0, to: '17m', what: 'errors rise', injections: [serverError({ status: 503 }).for({ provider: 'gemini' }).ramp(0, 0.4, '17m')] },
    {
      from: '17m',
      to: '118m',
      what: 'two in five calls fail',
      injections: [
        rateLimited({ form: 'none' }).for({ provider: 'gemini' }).chance(0.2),
        serverError({ status: 503 }).for({ provider: 'gemini' }).chance(0.25),
      ],
    },
  ],
})
