import { quotaExhausted } from '../faults/index.ts'
import { defineRecipe, type RecipeFactory } from '../src/engine/recipe.ts'

/**
 * The money has run out, and it looks like a rate limit.
 * @example
 * chaos.play(spendCapDisguised({ speed: 10 }))
 */
export const spendCapDisguised: RecipeFactory = defineRecipe({
  name: 'spend-cap-disguised',
  summary: 'the money has run out, and it looks like a rate limit',
  story:
    'In 2026 several providers refused with a 429 when a spending limit was reached. ' +
    'It carries no time to come back. ' +
    'SDKs try again on the status alone, and no wait helps.',
  sources: ['https://platform.openai.com/docs/guides/error-codes/api-errors'],
  sourced: ['429 without retry-after'],
  assumed: ['seven days'],
  breaks: ['no-retry-of-permanent', 'falls-back', 'errors-name-cause'],
  phases: [{ from: 0, to: '168h', what: 'there is no money', injections: [quotaExhausted().for({ provider: 'anthropic' })] }],
})
