import { defineRecipe, type RecipeFactory } from '../src/kit.ts'
import { invalidToolArguments, toolCallSkipped } from '../faults/index.ts'

/**
 * The same open model calls tools correctly at one host and incorrectly at another.
 * @example
 * chaos.play(vendorRoulette({ speed: 10 }))
 */
export const vendorRoulette: RecipeFactory = defineRecipe({
  name: 'vendor-roulette',
  summary: 'the same open model calls tools correctly at one host and incorrectly at another',
  story:
    'In the autumn of 2025 the maker of Kimi K2 compared hosts of the model. ' +
    'The share of valid tool calls ranged from 100% down to 70%, and one host called half as many tools. ' +
    "The maker's own API was not perfect either.",
  sources: ['https://github.com/MoonshotAI/K2-Vendor-Verifier', 'https://simonwillison.net/2025/Aug/15/inconsistent-performance/'],
  sourced: ['invalid tool calls from 0% to 28%, depending on the host', 'half of the tool calls not made, at one host'],
  assumed: [
    'four hosts with a quarter of the calls each: 0, 4, 13 and 28% invalid, 11% of all',
    'one of them that calls half as many tools: 13% of all',
  ],
  invented: ['OpenRouter as the router between the hosts'],
  breaks: ['acts-only-on-complete-calls', 'guardrail-catches'],
  phases: [
    {
      from: 0,
      to: '24h',
      what: 'hosts differ',
      injections: [
        // A quarter of the calls to each of four hosts: (0 + 0.04 + 0.13 + 0.28) / 4, and 0.5 / 4.
        invalidToolArguments().for({ provider: 'openrouter' }).chance(0.1125),
        toolCallSkipped().for({ provider: 'openrouter' }).chance(0.125),
      ],
    },
  ],
})
