import { defineRecipe, type RecipeFactory } from '../src/kit.ts'
import { quotaExhausted } from '../faults/index.ts'

/**
 * The budget is used up, and the error looks like a rate limit.
 * @example
 * chaos.play(spendCapDisguised({ speed: 10 }))
 */
export const spendCapDisguised: RecipeFactory = defineRecipe({
  name: 'spend-cap-disguised',
  summary: 'the budget is used up, and the error looks like a rate limit',
  story:
    'At the monthly spend limit of its tier, Anthropic refuses calls with a 429. ' +
    'The error has no Retry-After and lasts until the next month. ' +
    'SDKs retry because of the status, but waiting does not help.',
  sources: ['https://www.developersdigest.tech/errors/api/anthropic-api/429-enforced-spend-limit-reached'],
  sourced: ['429 with a code of its own and without Retry-After', 'that SDKs retry it twice'],
  assumed: ['seven days until the month ends', 'every call'],
  invented: [],
  breaks: ['no-retry-of-permanent', 'falls-back', 'errors-identify-cause'],
  phases: [{ from: 0, to: '168h', what: 'the budget is used up', injections: [quotaExhausted().for({ provider: 'anthropic' })] }],
})
