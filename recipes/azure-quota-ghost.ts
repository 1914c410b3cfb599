import { defineRecipe, type RecipeFactory } from '../src/kit.ts'
import { rateLimited } from '../faults/index.ts'

/**
 * Azure returns 429 to an app that uses almost none of its quota.
 * @example
 * chaos.play(azureQuotaGhost({ speed: 10 }))
 */
export const azureQuotaGhost: RecipeFactory = defineRecipe({
  name: 'azure-quota-ghost',
  summary: 'Azure returns 429 to an app that uses almost none of its quota',
  story:
    'On 2026-01-25 an Azure OpenAI customer got 19,000 error responses at less than one percent of its quota. ' +
    'Each had a Retry-After of six seconds. ' +
    'Throttling at peak load is not in the metrics, so nothing showed the customer the reason.',
  sources: ['https://learn.microsoft.com/answers/a/12567967'],
  sourced: [
    'the six seconds and nearly five hours, from a report of the customer',
    'that throttling at peak load does not show in metrics, from an answer of Microsoft',
  ],
  assumed: ['429s half of the time, in bursts of a minute that refuse every call'],
  invented: [],
  breaks: ['honors-retry-after', 'backs-off', 'falls-back'],
  phases: [
    {
      from: 0,
      to: '294m',
      what: '429s in bursts',
      injections: [rateLimited({ retryAfter: '6s' }).for({ provider: 'azure' }).wave({ on: '1m', off: '1m' })],
    },
  ],
})
