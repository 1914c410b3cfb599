import { defineRecipe, type RecipeFactory } from '../src/kit.ts'
import { serverError } from '../faults/index.ts'

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
  sources: ['https://status.cloud.google.com/incidents/ow5i3PPK96RduMcb1SsW', 'statusgator.com'],
  sourced: [
    '7 h 27 min in all, and Vertex AI as the last',
    'the fix after about 40 minutes, and most regions back after 150 to 180, by secondary reports',
  ],
  assumed: [
    'all rates: 98 %, then 20 % and 98 % in the region that lags, then 50 % there, then 5 %',
    'that region as a fifth of the calls: 36 % of all, then 10 %',
    'the Gemini API in place of Vertex AI',
  ],
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
      // A fifth of the calls goes to the region that lags: 0.8 x 0.2 + 0.2 x 0.98 = 0.36.
      injections: [serverError({ status: 503 }).for({ provider: 'gemini' }).chance(0.36)],
    },
    {
      from: '150m',
      to: '240m',
      what: 'one region lags',
      // Half of that fifth.
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
