import { defineRecipe, type RecipeFactory } from '../src/kit.ts'
import { endlessToolLoop } from '../faults/index.ts'

/**
 * The model calls one more tool, whatever the last one said.
 * @example
 * chaos.play(runawayAgentLoop({ speed: 10 }))
 */
export const runawayAgentLoop: RecipeFactory = defineRecipe({
  name: 'runaway-agent-loop',
  summary: 'the model calls one more tool, whatever the last one said',
  story:
    'It is told of an agent that made about 2,000 calls of one and the same kind in an afternoon, at 487 dollars. ' +
    'Each call is well-formed and answered. ' +
    'Only a count of rounds or of money ends it.',
  sources: ['clyro.dev', 'glennguilloux.com'],
  sourced: ['about 2,000 identical calls at 487 dollars, by blogs'],
  assumed: ['every call of an hour', 'OpenAI as the provider'],
  breaks: ['loops-at-most', 'spends-at-most'],
  phases: [{ from: 0, to: '1h', what: 'one more tool', injections: [endlessToolLoop().for({ provider: 'openai' })] }],
})
