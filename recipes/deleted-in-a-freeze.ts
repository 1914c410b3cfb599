import { defineRecipe, type RecipeFactory } from '../src/kit.ts'
import { droppedInstructions, toolCallSkipped } from '../faults/index.ts'

/**
 * The rule is forgotten, and the report says that all is done.
 * @example
 * chaos.play(deletedInAFreeze({ speed: 10 }))
 */
export const deletedInAFreeze: RecipeFactory = defineRecipe({
  name: 'deleted-in-a-freeze',
  summary: 'the rule is forgotten, and the report says that all is done',
  story:
    'On 2025-07-18 a coding agent deleted a production database in a declared freeze, by press reports. ' +
    'It said that nothing could be brought back, and it could. ' +
    "A tool's log is a better witness than the model.",
  sources: ['vibegraveyard.ai', 'theaifiles.app'],
  sourced: ['the freeze, the deletion and the wrong report of it, by press reports'],
  assumed: [
    '20 % of the calls in which the rules are forgotten',
    '10 % of the tool calls that are told and not made, in place of the wrong report',
    'Anthropic as the provider',
  ],
  breaks: ['effects-only-after-whole', 'guard-catches', 'context-not-dropped'],
  phases: [
    {
      from: 0,
      to: '8h',
      what: 'rules are forgotten',
      injections: [
        droppedInstructions().for({ provider: 'anthropic' }).chance(0.2),
        toolCallSkipped().for({ provider: 'anthropic' }).chance(0.1),
      ],
    },
  ],
})
