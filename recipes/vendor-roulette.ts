import { badToolArguments, toolCallSkipped } from '../faults/index.ts'
import { defineRecipe, type RecipeFactory } from '../src/engine/recipe.ts'

/**
 * The same open model calls tools rightly at one host and wrongly at another.
 * @example
 * chaos.play(vendorRoulette({ speed: 10 }))
 */
export const vendorRoulette: RecipeFactory = defineRecipe({
  name: 'vendor-roulette',
  summary: 'the same open model calls tools rightly at one host and wrongly at another',
  story:
    'In 2025-09 the maker of Kimi K2 compared those who host it. ' +
    'Valid tool calls went from all down to seven in ten, and one host called half as many tools. ' +
    'The maker against itself was not perfect either.',
  sources: ['https://github.com/MoonshotAI/K2-Vendor-Verifier'],
  sourced: ['up to 28 % of invalid tool calls, half of the calls skipped at one host'],
  assumed: ['a host for each conversation, and the share of bad hosts'],
  breaks: ['effects-only-after-whole'],
  phases: [
    {
      from: 0,
      to: '24h',
      what: 'hosts differ',
      injections: [
        badToolArguments().for({ provider: 'openrouter' }).chance(0.13, { sticky: 'conversation' }),
        toolCallSkipped().for({ provider: 'openrouter' }).chance(0.1, { sticky: 'conversation' }),
      ],
    },
  ],
})
