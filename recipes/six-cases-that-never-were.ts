import { defineRecipe, type RecipeFactory } from '../src/kit.ts'
import { confidentlyWrong } from '../faults/index.ts'

/**
 * One citation in five is invented.
 * @example
 * chaos.play(sixCasesThatNeverWere({ speed: 10 }))
 */
export const sixCasesThatNeverWere: RecipeFactory = defineRecipe({
  name: 'six-cases-that-never-were',
  summary: 'one citation in five is invented',
  story:
    'In a case decided in 2023-06, lawyers had filed six precedents that a model had invented. ' +
    'The lawyers had asked the model whether they were real, and it had confirmed them. ' +
    'A public register counts more than a thousand such rulings.',
  sources: ['https://www.courtlistener.com/docket/63107798/mata-v-avianca-inc/', 'https://www.damiencharlotin.com/hallucinations/'],
  sourced: ['the six precedents, and that the model confirmed them'],
  assumed: ['20% of the answers'],
  invented: ['OpenAI as the provider', 'the question, and the precedent that is cited wrongly, which is not one of the six'],
  breaks: ['marks-wrong-answers', 'guardrail-catches', 'consistent-under-paraphrase'],
  answers: [
    {
      prompt: 'precedent',
      truth: 'Zicherman v. Korean Air Lines, decided in 1996',
      lies: ['Harlow v. Meridian Air Lines, decided in 2009'],
    },
  ],
  phases: [
    { from: 0, to: '24h', what: 'citations are invented', injections: [confidentlyWrong().for({ provider: 'openai' }).chance(0.2)] },
  ],
})
