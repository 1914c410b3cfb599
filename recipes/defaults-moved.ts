import { defineRecipe, type RecipeFactory } from '../src/kit.ts'
import { cacheMiss, confidentlyWrong, droppedInstructions, lazyAnswer } from '../faults/index.ts'

/**
 * A product does less, forgets its instructions and pays in full for each turn.
 * @example
 * chaos.play(defaultsMoved({ speed: 10 }))
 */
export const defaultsMoved: RecipeFactory = defineRecipe({
  name: 'defaults-moved',
  summary: 'a product does less, forgets its instructions and pays in full for each turn',
  story:
    'From 2026-03-04 Anthropic changed defaults of a coding product; the API was not affected. ' +
    'The product reasoned less for a month, then dropped its earlier reasoning and missed its cache, then wrote too briefly. ' +
    'Anthropic wrote a post-mortem of it.',
  sources: ['https://www.anthropic.com/engineering/april-23-postmortem'],
  sourced: ['the order of the changes and the days of each', '3% more errors at the end'],
  assumed: [
    '20% of the answers that do less, and of the calls that forget',
    'that the product forgets and misses its cache without an idle hour before',
  ],
  invented: ['the API instead of the product'],
  breaks: ['spends-at-most', 'guardrail-catches', 'keeps-required-context'],
  phases: [
    { from: 0, to: '816h', what: 'it does less', injections: [lazyAnswer().for({ provider: 'anthropic' }).chance(0.2)] },
    {
      from: '528h',
      to: '888h',
      what: 'it forgets and misses its cache',
      injections: [droppedInstructions().for({ provider: 'anthropic' }).chance(0.2), cacheMiss().for({ provider: 'anthropic' })],
    },
    { from: '1032h', to: '1128h', what: 'it errs more', injections: [confidentlyWrong().for({ provider: 'anthropic' }).chance(0.03)] },
  ],
})
