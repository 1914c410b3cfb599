import { defineRecipe, type RecipeFactory } from '../src/kit.ts'
import { droppedInstructions, toolCallSkipped } from '../faults/index.ts'

/**
 * The model forgets a rule and reports that all is done.
 * @example
 * chaos.play(deletedInAFreeze({ speed: 10 }))
 */
export const deletedInAFreeze: RecipeFactory = defineRecipe({
  name: 'deleted-in-a-freeze',
  summary: 'the model forgets a rule and reports that everything is done',
  story:
    'On 2025-07-18 a coding agent deleted a production database during a code freeze. ' +
    'It reported that nothing could be restored, which was wrong. ' +
    'The log of a tool is better evidence than the report of the model.',
  sources: ['https://incidentdatabase.ai/cite/1152/'],
  sourced: ['the freeze, the deletion and the wrong report'],
  assumed: ['20% of the calls in which the model forgets the rules'],
  invented: ['10% of the tool calls that the model reports and does not make, instead of the wrong report', 'Anthropic as the provider'],
  breaks: ['acts-only-on-complete-calls', 'guardrail-catches', 'keeps-required-context'],
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
