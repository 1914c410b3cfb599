import { cacheMiss, confidentlyWrong, droppedInstructions, lazyReply } from '../faults/index.ts'
import { defineRecipe, type RecipeFactory } from '../src/engine/recipe.ts'

/**
 * A product thinks less, forgets, and pays in full each turn.
 * @example
 * chaos.play(defaultsMoved({ speed: 10 }))
 */
export const defaultsMoved: RecipeFactory = defineRecipe({
  name: 'defaults-moved',
  summary: 'a product thinks less, forgets, and pays in full each turn',
  story:
    'From 2026-03-04 defaults of a coding product of Anthropic moved; the API was untouched. ' +
    'It thought less, then dropped its earlier reasoning and missed its cache. ' +
    'The provider wrote all of it up.',
  sources: ['https://www.anthropic.com/engineering/april-23-postmortem'],
  sourced: ['the order and the length of the changes, by digests'],
  assumed: ['all rates'],
  breaks: ['spends-at-most', 'guard-catches'],
  phases: [
    { from: 0, to: '816h', what: 'it does less', injections: [lazyReply().for({ provider: 'anthropic' }).chance(0.2)] },
    {
      from: '528h',
      to: '888h',
      what: 'it forgets and misses its cache',
      injections: [droppedInstructions().for({ provider: 'anthropic' }).chance(0.2), cacheMiss().for({ provider: 'anthropic' })],
    },
    { from: '1032h', to: '1128h', what: 'it errs more', injections: [confidentlyWrong().for({ provider: 'anthropic' }).chance(0.03)] },
  ],
})
