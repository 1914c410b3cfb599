import { serverError } from '../faults/index.ts'
import { defineRecipe, type RecipeFactory } from '../src/engine/recipe.ts'

/**
 * Google is down in every region within a minute, and one region lags.
 * @example
 * chaos.play(googleQuotaNull({ speed: 10 }))
 */
export const googleQuotaNull: RecipeFactory = defineRecipe({
  name: 'google-quota-null',
  summary: 'Google is down in every region within a minute, and one region lags',
  story:
    'On 2025-06-12 a policy with blank fields crashed a service of Google Cloud in all regions. ' +
    'The fix took forty minutes, and restarts without random pauses crushed a store. ' +
    'Vertex AI was the last to come back.',
  sources: ['https://status.cloud.google.com/incidents/ow5i3PPK96RduMcb1SsW'],
  sourced: ['7 h 27 min', 'that the fix took about 40 minutes'],
  assumed: ['all rates, and the lagging region as a share of the calls'],
  breaks: ['falls-back', 'backs-off', 'retries-at-most'],
  phases: [
    {
      from: 0,
      to: '40m',
      what: 'every region is down',
      injections: [serverError({ status: 503 }).for({ provider: 'gemini' }).chance(0.98)],
    },
    {
      from: '40m',
      to: '150m',
      what: 'most regions are back',
      injections: [serverError({ status: 503 }).for({ provider: 'gemini' }).chance(0.2)],
    },
    {
      from: '150m',
      to: '240m',
      what: 'one region lags',
      injections: [serverError({ status: 503 }).for({ provider: 'gemini' }).chance(0.1)],
    },
    {
      from: '240m',
      to: '447m',
      what: 'a few errors are left',
      injections: [serverError({ status: 503 }).for({ provider: 'gemini' }).chance(0.05)],
    },
  ],
})
