import { resultLost } from '../faults/index.ts'
import { defineRecipe, type RecipeFactory } from '../src/kit.ts'

/**
 * A tool runs, but its answer never arrives.
 * @example
 * chaos.play(fiftyFiveSilentMinutes({ on: 'orders' }))
 */
export const fiftyFiveSilentMinutes: RecipeFactory = defineRecipe({
  name: 'fifty-five-silent-minutes',
  summary: 'a tool runs, and its result never arrives',
  story:
    'In 2026-02 calls through a bridge to remote servers stayed open for 5 to 55 minutes. ' +
    'The server had answered, and the answer was lost on the way. ' +
    'A client without a timeout of its own waited that long.',
  sources: ['https://github.com/punkpeye/mcp-remote/issues/226', 'https://github.com/anthropics/claude-code/issues/26368'],
  sourced: ['calls that stayed open for 5 to 55 minutes'],
  assumed: ['every answer lost'],
  invented: ['the shop'],
  breaks: ['settles-within', 'at-most-once'],
  phases: [{ from: 0, to: '1h', what: 'results never arrive', injections: [resultLost({ kind: 'silence' }).for({ provider: 'shop' })] }],
})
