import { defineRecipe, type RecipeFactory } from '../src/kit.ts'
import { confidentlyWrong, refusal } from '../faults/index.ts'

/**
 * The same model name gives worse answers and more refusals than in March.
 * @example
 * chaos.play(gpt4MarchToJune({ speed: 10 }))
 */
export const gpt4MarchToJune: RecipeFactory = defineRecipe({
  name: 'gpt4-march-to-june',
  summary: 'the same model name gives worse answers and more refusals than in March',
  story:
    'In 2023-03 and again in 2023-06 a study sent GPT-4 the same questions. ' +
    'Correct answers about primes fell from 84% to 51%, and it answered fewer sensitive questions. ' +
    'A first version of the paper had tested only primes, and its figures were worse.',
  sources: ['https://arxiv.org/abs/2307.09009'],
  sourced: ['16%, then 49% wrong answers about primes', '79%, then 95% of the sensitive questions not answered'],
  assumed: ['one sensitive question in ten'],
  invented: [
    'every other question as wrong as those about primes',
    'the wording of the question and of the wrong answer',
    'twelve hours for each month',
  ],
  breaks: ['detects-model-swap', 'guardrail-catches', 'schema-valid-or-error'],
  answers: [{ prompt: 'prime', truth: '17077 is prime', lies: ['17077 is composite'] }],
  phases: [
    {
      from: 0,
      to: '12h',
      what: 'March',
      injections: [
        // One question in ten is sensitive: 0.1 x 0.79.
        refusal().for({ provider: 'openai' }).chance(0.079),
        confidentlyWrong().for({ provider: 'openai' }).chance(0.16),
      ],
    },
    {
      from: '12h',
      to: '24h',
      what: 'June',
      injections: [refusal().for({ provider: 'openai' }).chance(0.095), confidentlyWrong().for({ provider: 'openai' }).chance(0.49)],
    },
  ],
})
