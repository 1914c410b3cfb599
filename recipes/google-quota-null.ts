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
    'All regions but one recovered within 99 minutes; in the last one, restarts without random pauses overloaded a database, and it took up to 2 h 40 min. ' +
    'Vertex AI was the last product to recover.',
  sources: ['https://status.cloud.google.com/incidents/ow5i3PPK96RduMcb1SsW'],
  sourced: [
    '7 h 27 min in all, with Vertex AI as the last',
    'all regions but one back after 99 minutes, and that one after at most 160',
    'the fix after about 40 minutes',
  ],
  assumed: [
    '98% of the calls, then 20% (98% in the slow region), then 50% in that region, then 5%',
    'the slow region as a fifth of the calls: 36% of all calls, then 10%',
  ],
  invented: ['the Gemini API instead of Vertex AI'],
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
      to: '99m',
      what: 'most regions are back',
      // A fifth of the calls go to the lagging region: 0.8 x 0.2 + 0.2 x 0.98 = 0.36.
      injections: [serverError({ status: 503 }).for({ provider: 'gemini' }).chance(0.36)],
    },
    {
      from: '99m',
      to: '160m',
      what: 'one region lags',
      // Half of that fifth.
      injections: [serverError({ status: 503 }).for({ provider: 'gemini' }).chance(0.1)],
    },
    {
      from: '160m',
      to: '447m',
      what: 'a few errors are left',
      injections: [serverError({ status: 503 }).for({ provider: 'gemini' }).chance(0.05)],
    },
  ],
})
