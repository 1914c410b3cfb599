import { confidentlyWrong } from '../faults/index.ts'
import { defineRecipe, type RecipeFactory } from '../src/engine/recipe.ts'

/**
 * The answer about a policy is wrong, and the page says otherwise.
 * @example
 * chaos.play(bereavementFare({ speed: 10 }))
 */
export const bereavementFare: RecipeFactory = defineRecipe({
  name: 'bereavement-fare',
  summary: 'the answer about a policy is wrong, and the page says otherwise',
  story:
    'In 2022-11 a chatbot of Air Canada told a customer of a refund that did not exist. ' +
    'In 2024 a tribunal held the airline to account. ' +
    'The page that the answer linked to said otherwise.',
  sources: ['https://www.canlii.org/en/bc/bccrt/doc/2024/2024bccrt149/2024bccrt149.html'],
  sourced: ['the case'],
  assumed: ['5 % of the answers after a first hour in which all are wrong, and the wording of the policy', 'OpenAI as the provider'],
  breaks: ['guard-catches', 'consistent-under-paraphrase'],
  answers: [
    {
      ask: 'bereavement',
      truth: 'Bereavement fares cannot be claimed after travel',
      lies: ['Bereavement fares can be claimed within 90 days after travel'],
    },
  ],
  phases: [
    { from: 0, to: '1h', what: 'every answer is wrong', injections: [confidentlyWrong().for({ provider: 'openai' })] },
    { from: '1h', to: '24h', what: 'some answers are wrong', injections: [confidentlyWrong().for({ provider: 'openai' }).chance(0.05)] },
  ],
})
