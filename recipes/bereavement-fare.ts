import { defineRecipe, type RecipeFactory } from '../src/kit.ts'
import { confidentlyWrong } from '../faults/index.ts'

/**
 * The answer about a policy contradicts the policy page.
 * @example
 * chaos.play(bereavementFare({ speed: 10 }))
 */
export const bereavementFare: RecipeFactory = defineRecipe({
  name: 'bereavement-fare',
  summary: 'the answer about a policy contradicts the policy page',
  story:
    'In 2022-11 the Air Canada chatbot promised a customer a refund after travel, within 90 days of the issue of the ticket. ' +
    'The airline had no such refund, as the page that the answer linked to stated. ' +
    'In 2024-02 a tribunal held the airline to the answer.',
  sources: ['https://www.canlii.org/en/bc/bccrt/doc/2024/2024bccrt149/2024bccrt149.html', 'https://www.law360.ca/ca/articles/1804075'],
  sourced: ['the case and its dates', 'the 90 days from the issue of the ticket'],
  assumed: ['a first hour in which every answer is wrong, and 5% of the answers after it'],
  invented: ['OpenAI as the provider', 'the wording of the policy and of the wrong answer'],
  breaks: ['marks-wrong-answers', 'guardrail-catches', 'consistent-under-paraphrase'],
  answers: [
    {
      prompt: 'bereavement',
      truth: 'Bereavement fares cannot be claimed after travel',
      lies: ['Bereavement fares can be claimed within 90 days after travel'],
    },
  ],
  phases: [
    { from: 0, to: '1h', what: 'every answer is wrong', injections: [confidentlyWrong().for({ provider: 'openai' })] },
    { from: '1h', to: '24h', what: 'some answers are wrong', injections: [confidentlyWrong().for({ provider: 'openai' }).chance(0.05)] },
  ],
})
