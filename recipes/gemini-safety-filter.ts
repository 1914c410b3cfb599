import { defineRecipe, type RecipeFactory } from '../src/kit.ts'
import { rateLimited, serverError } from '../faults/index.ts'

/**
 * Gemini answers 429 and 503 on all models, with quota to spare.
 * @example
 * chaos.play(geminiSafetyFilter({ speed: 10 }))
 */
export const geminiSafetyFilter: RecipeFactory = defineRecipe({
  name: 'gemini-safety-filter',
  summary: 'Gemini answers 429 and 503 on all models, with quota to spare',
  story:
    'On 2026-02-27 a change to the safety filter in front of all Gemini models cost Google capacity. ' +
    'Calls got 429 and 503 for two hours. ' +
    'A sibling of the model sits behind the same filter, so falling back to it does not help.',
  sources: ['Google Cloud service health, incident 41E5S3mkTGDfkZuJZH5k'],
  sourced: ['429 and 503 mixed, for 1 h 58 min', 'the first alarm after 17 minutes'],
  assumed: ['a rise of 503s alone, until that alarm', '40 % of the calls after it, half of each'],
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
