import { defineRecipe, type RecipeFactory } from '../src/kit.ts'
import { endlessToolLoop } from '../faults/index.ts'

/**
 * A model calls one more tool, for days, and each call is a 200.
 * @example
 * chaos.play(elevenDayLoop({ speed: 10 }))
 */
export const elevenDayLoop: RecipeFactory = defineRecipe({
  name: 'eleven-day-loop',
  summary: 'for days a model calls one tool too many, and each call returns 200',
  story:
    'No provider had this day. ' +
    'Agents that repeat a tool call endlessly are a common bug report. A story of two agents that requested revisions from each other for eleven days has no source that can be checked. ' +
    'Every call is a 200, so the invoice is the first alarm.',
  sources: ['https://github.com/anthropics/claude-code/issues/30150'],
  sourced: ['agents that repeat the same tool call without end'],
  assumed: [],
  invented: ['the eleven days', 'OpenAI as the provider', 'one model that calls a tool instead of two agents'],
  breaks: ['spends-at-most', 'loops-at-most'],
  phases: [{ from: 0, to: '264h', what: 'the model calls one more tool', injections: [endlessToolLoop().for({ provider: 'openai' })] }],
})
