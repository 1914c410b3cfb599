import { defineRecipe, type RecipeFactory } from '../src/kit.ts'
import { quotaExhausted } from '../faults/index.ts'

/**
 * The budget of the month ends a day before the month.
 * @example
 * chaos.play(quotaGoneOnTheLastDay({ speed: 10 }))
 */
export const quotaGoneOnTheLastDay: RecipeFactory = defineRecipe({
  name: 'quota-gone-on-the-last-day',
  summary: 'the monthly budget runs out a day early',
  story:
    'No provider had this day; every account can. ' +
    'The budget ends in the afternoon of the last day, and the error has the status of a rate limit, so SDKs retry. ' +
    'No retry helps before the next month, which is hours away.',
  sources: ['https://help.openai.com/en/articles/5955604'],
  sourced: ['a 429 of the type `insufficient_quota`'],
  assumed: [],
  invented: ['the day, and the hour in which the budget ends', 'OpenAI as the provider'],
  breaks: ['no-retry-of-permanent', 'falls-back', 'errors-identify-cause'],
  phases: [
    { from: 0, to: '15h', what: 'all is well', injections: [] },
    { from: '15h', to: '24h', what: 'the budget is used up', injections: [quotaExhausted().for({ provider: 'openai' })] },
  ],
})
