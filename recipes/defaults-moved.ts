import { defineRecipe, type RecipeFactory } from '../src/kit.ts'
import { cacheMiss, confidentlyWrong, droppedInstructions, lazyReply } from '../faults/index.ts'

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
    'It thought less for a month, then dropped its earlier reasoning and missed its cache, then wrote too tersely. ' +
    'The provider wrote all of it up.',
  sources: ['anthropic.com/engineering/april-23-postmortem, by ice-ice-bear.github.io and sdd.sh'],
  sourced: ['the order of the changes and the days of each, by digests', '3 % more errors at the end, by the same'],
  assumed: [
    '20 % of the answers that do less, and of the calls that forget',
    'that it forgets and misses its cache without the idle hour of the real one',
    'the API in place of the product',
  ],
  breaks: ['spends-at-most', 'guard-catches', 'context-not-dropped'],
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
