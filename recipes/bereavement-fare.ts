import { defineRecipe, type RecipeFactory } from '../src/kit.ts'
import { confidentlyWrong } from '../faults/index.ts'

/**
 * The answer about a policy is wrong, and the page says otherwise.
 * @example
 * chaos.play(bereavementFare({ speed: 10 }))
 */
export const bereavementFare: RecipeFactory = defineRecipe({
  name: 'bereavement-fare',
  summary: 'the answer about a policy is wrong, and the page says otherwise',
  story:
    'In 2022-11 a chatbot of Air Canada told a customer of a refund after travel that did not exist. ' +
    'In 2024-02 a tribunal held the airline to what it had said. ' +
    'The page that the answer linked to said otherwise.',
  sources: ['Moffatt v. Air Canada, 2024 BCCRT 149', 'useheadlights.com, HD-INC-005'],
  sourced: ['the case and its dates, by secondary reports'],
  assumed: [
    'a first hour in which every answer is wrong, and 5 % of the answers after it',
    'the wording of the policy, and the 90 days of the lie',
    'OpenAI as the provider',
  ],
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
