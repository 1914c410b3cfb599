import { tokenExpired } from '../faults/index.ts'
import { defineRecipe, type RecipeFactory } from '../src/kit.ts'

/**
 * The token for a tool server expires, and the failure is not reported.
 * @example
 * chaos.play(tokenRanOutMidTask({ on: 'orders' }))
 */
export const tokenRanOutMidTask: RecipeFactory = defineRecipe({
  name: 'token-ran-out-mid-task',
  summary: 'the token for a tool server expires, and the failure is lost',
  story:
    'In 2026 two agents did not notice that the token of a server had expired: calls failed with 401, and the user saw a tool that did nothing. ' +
    'A new token would have helped. ' +
    'The 401 was reported as a failure of the tool, or not at all.',
  sources: ['https://github.com/openai/codex/issues/14991', 'https://github.com/onyx-dot-app/onyx/issues/9237'],
  sourced: ['401 from a server whose token has expired'],
  assumed: ['the half second after which it expires'],
  invented: ['the bank'],
  breaks: ['reports-tool-failures'],
  phases: [
    { from: 0, to: '1h', what: 'the token of the bank expires', injections: [tokenExpired({ after: '500ms' }).for({ provider: 'bank' })] },
  ],
})
