import { defineRecipe, type RecipeFactory } from '../src/kit.ts'
import { fabricatedPackage } from '../faults/index.ts'

/**
 * The model names packages that do not exist.
 * @example
 * chaos.play(slopsquat({ speed: 10 }))
 */
export const slopsquat: RecipeFactory = defineRecipe({
  name: 'slopsquat',
  summary: 'the model names packages that do not exist',
  story:
    'A study had 16 models write code and counted packages. ' +
    'One in five did not exist, for commercial models one in twenty. ' +
    'Two in five of those names were repeated every time, so that others could register them.',
  sources: ['https://arxiv.org/abs/2406.10279'],
  sourced: ['5.2% of the packages, for commercial models'],
  assumed: ['one package in each answer'],
  invented: ['OpenAI as the provider', 'the question and its answer'],
  breaks: ['guardrail-catches'],
  answers: [{ prompt: 'install', truth: 'npm install express', lies: [] }],
  phases: [
    { from: 0, to: '24h', what: 'packages are invented', injections: [fabricatedPackage().for({ provider: 'openai' }).chance(0.052)] },
  ],
})
