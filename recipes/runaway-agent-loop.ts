import { endlessToolLoop } from '../faults/index.ts'
import { defineRecipe, type RecipeFactory } from '../src/engine/recipe.ts'

/**
 * The model calls one more tool, whatever the last one said.
 * @example
 * chaos.play(runawayAgentLoop({ speed: 10 }))
 */
export const runawayAgentLoop: RecipeFactory = defineRecipe({
  name: 'runaway-agent-loop',
  summary: 'the model calls one more tool, whatever the last one said',
  story:
    'Users of agents report one file read hundreds of times. ' +
    'Each call is well-formed and answered. ' +
    'Only a count of rounds or of money ends it.',
  sources: ['https://github.com/docker/docker-agent/pull/2123'],
  sourced: ['one file read 629 times'],
  assumed: ['every call of an hour', 'OpenAI as the provider'],
  breaks: ['loops-at-most', 'spends-at-most'],
  phases: [{ from: 0, to: '1h', what: 'one more tool', injections: [endlessToolLoop().for({ provider: 'openai' })] }],
})
