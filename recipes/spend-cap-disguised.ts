import { defineRecipe, type RecipeFactory } from '../src/kit.ts'
import { quotaExhausted } from '../faults/index.ts'

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
    'That of Anthropic carries no time to come back, and lasts until the next month. ' +
    'SDKs try again on the status alone, and no wait helps.',
  sources: ['developersdigest.tech (2026-10-18)', 'learn.microsoft.com, dev-proxy'],
  sourced: [
    '429 with a code of its own and without retry-after, at Anthropic, by secondary reports',
    'that the SDKs of OpenAI and Anthropic try it twice more, by the same',
  ],
  assumed: ['seven days until the month ends', 'every call'],
  breaks: ['no-retry-of-permanent', 'falls-back', 'errors-name-cause'],
  phases: [{ from: 0, to: '168h', what: 'there is no money', injections: [quotaExhausted().for({ provider: 'anthropic' })] }],
})
