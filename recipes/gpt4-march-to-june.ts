import { confidentlyWrong, refusal } from '../faults/index.ts'
import { defineRecipe, type RecipeFactory } from '../src/engine/recipe.ts'

/**
 * The same name answers worse and refuses more than in March.
 * @example
 * chaos.play(gpt4MarchToJune({ speed: 10 }))
 */
export const gpt4MarchToJune: RecipeFactory = defineRecipe({
  name: 'gpt4-march-to-june',
  summary: 'the same name answers worse and refuses more than in March',
  story:
    'Between 2023-03 and 2023-06 a study asked GPT-4 of OpenAI the same questions twice. ' +
    'Answers about primes went from 84 to 51 percent right, and sensitive questions were answered less. ' +
    'A first version of the paper had tested primes only.',
  sources: ['https://arxiv.org/abs/2307.09009'],
  sourced: ['16 to 49 % wrong, 79 to 95 % refused, each in its class'],
  assumed: ['the classes as one mix, with a tenth of refusals'],
  breaks: ['notices-model-swap', 'guard-catches', 'schema-valid-or-error'],
  answers: [{ ask: 'prime', truth: '17077 is prime', lies: ['17077 is composite'] }],
  phases: [
    { from: 0, to: '12h', what: 'March', injections: [confidentlyWrong().for({ provider: 'openai' }).chance(0.16)] },
    {
      from: '12h',
      to: '24h',
      what: 'June',
      injections: [refusal().for({ provider: 'openai' }).chance(0.1), confidentlyWrong().for({ provider: 'openai' }).chance(0.49)],
    },
  ],
})
