import { quotaExhausted } from '../faults/index.ts'
import { defineRecipe, type RecipeFactory } from '../src/engine/recipe.ts'

/**
 * The budget of the month ends a day before the month.
 * @example
 * chaos.play(quotaGoneOnTheLastDay({ speed: 10 }))
 */
export const quotaGoneOnTheLastDay: RecipeFactory = defineRecipe({
  name: 'quota-gone-on-the-last-day',
  summary: 'the budget of the month ends a day before the month',
  story:
    'No provider had this day, and each account may have it: the budget ends in the afternoon of the last day. ' +
    'The error has the status of a rate limit, so SDKs try again by themselves. ' +
    'No try helps before the next month, which is hours away.',
  sources: ['https://platform.openai.com/docs/guides/error-codes/api-errors'],
  sourced: ['the error and its code'],
  assumed: ['when it ends'],
  breaks: ['no-retry-of-permanent', 'falls-back', 'errors-name-cause'],
  phases: [
    { from: 0, to: '15h', what: 'all is well', injections: [] },
    { from: '15h', to: '24h', what: 'there is no money', injections: [quotaExhausted().for({ provider: 'openai' })] },
  ],
})
