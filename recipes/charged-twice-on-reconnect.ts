import { resultLost } from '../faults/index.ts'
import { defineRecipe, type RecipeFactory } from '../src/kit.ts'

/**
 * A tool charges, its result is lost, and the retry charges again.
 * @example
 * chaos.play(chargedTwiceOnReconnect({ on: 'orders' }))
 */
export const chargedTwiceOnReconnect: RecipeFactory = defineRecipe({
  name: 'charged-twice-on-reconnect',
  summary: 'a tool charges, its result is lost, and the retry charges again',
  story:
    'In 2026 several coding agents ran a tool again after they had reconnected to its server. ' +
    'The tool had run before, and only its result was lost. ' +
    'To the client both look the same.',
  sources: ['https://github.com/QwenLM/qwen-code/issues/5381', 'https://github.com/tya5/reyn/pull/2600'],
  sourced: ['a tool that ran twice after a reconnect'],
  assumed: ['half of the results lost'],
  invented: ['the bank and its card'],
  breaks: ['at-most-once', 'reports-tool-failures'],
  phases: [
    {
      from: 0,
      to: '1h',
      what: 'results of the bank are lost',
      injections: [resultLost({ kind: 'reset' }).for({ provider: 'bank' }).chance(0.5)],
    },
  ],
})
