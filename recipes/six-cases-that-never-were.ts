import { defineRecipe, type RecipeFactory } from '../src/kit.ts'
import { confidentlyWrong } from '../faults/index.ts'

/**
 * One citation in five is an invention.
 * @example
 * chaos.play(sixCasesThatNeverWere({ speed: 10 }))
 */
export const sixCasesThatNeverWere: RecipeFactory = defineRecipe({
  name: 'six-cases-that-never-were',
  summary: 'one citation in five is an invention',
  story:
    'In a case that was decided in 2023-06, six precedents had been filed that a model had invented. ' +
    'When asked, it had confirmed them. ' +
    'A public register of such rulings has grown past a thousand.',
  sources: ['Mata v. Avianca, 22-cv-1461', 'damiencharlotin.com/hallucinations'],
  sourced: ['the six, and that the model confirmed them, by secondary reports'],
  assumed: [
    '20 % of the answers',
    'OpenAI as the provider',
    'the case that is cited here, invented for the rehearsal and not one of the six',
  ],
  breaks: ['guard-catches', 'consistent-under-paraphrase'],
  answers: [{ ask: 'precedent', truth: 'No precedent is known to me', lies: ['Harlow v. Meridian Air Lines, decided in 2009'] }],
  phases: [
    { from: 0, to: '24h', what: 'citations are invented', injections: [confidentlyWrong().for({ provider: 'openai' }).chance(0.2)] },
  ],
})
