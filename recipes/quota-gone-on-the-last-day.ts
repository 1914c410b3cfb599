import { defineRecipe, type RecipeFactory } from '../src/kit.ts'
import { quotaExhausted } from '../faults/index.ts'

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
  sources: ['learn.microsoft.com, dev-proxy', 'developersdigest.tech (2026-10-18)'],
  sourced: ['a 429 with a code for a balance or a limit, which SDKs try again twice, by secondary reports'],
  assumed: ['the day itself, and the hour in which the budget ends', 'OpenAI as the provider, and `insufficient_quota` as its code'],
  breaks: ['no-retry-of-permanent', 'falls-back', 'errors-name-cause'],
  phases: [
    { from: 0, to: '15h', what: 'all is well', injections: [] },
    { from: '15h', to: '24h', what: 'there is no money', injections: [quotaExhausted().for({ provider: 'openai' })] },
  ],
})
