import { defineRecipe, type RecipeFactory } from '../src/kit.ts'
import { endlessToolLoop } from '../faults/index.ts'

/**
 * The model calls the same tool again after every result.
 * @example
 * chaos.play(runawayAgentLoop({ speed: 10 }))
 */
export const runawayAgentLoop: RecipeFactory = defineRecipe({
  name: 'runaway-agent-loop',
  summary: 'the model calls the same tool again after every result',
  story:
    'In 2026-09 a coding agent made more than 220 calls of one tool with the same arguments within 25 minutes. ' +
    'Each call was well-formed, answered, and paid for in full. ' +
    'A limit outside of the loop ended it.',
  sources: ['https://github.com/earendil-works/pi/issues/9637'],
  sourced: ['more than 220 calls with the same arguments in 25 minutes', 'that each turn paid for its full context'],
  assumed: ['every call of an hour'],
  invented: ['OpenAI as the provider'],
  breaks: ['loops-at-most', 'spends-at-most'],
  phases: [{ from: 0, to: '1h', what: 'one more tool', injections: [endlessToolLoop().for({ provider: 'openai' })] }],
})
