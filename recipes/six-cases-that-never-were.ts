import { confidentlyWrong } from '../faults/index.ts'
import { defineRecipe, type RecipeFactory } from '../src/engine/recipe.ts'

/**
 * One citation in five is an invention.
 * @example
 * chaos.play(sixCasesThatNeverWere({ speed: 10 }))
 */
export const sixCasesThatNeverWere: RecipeFactory = defineRecipe({
  name: 'six-cases-that-never-were',
  summary: 'one citation in five is an invention',
  story:
    'In 2023-06 lawyers in New York had filed six precedents that ChatGPT had invented. ' +
    'When asked, it had confirmed them. ' +
    'A register of such rulings has grown past a thousand.',
  sources: ['Mata v. Avianca, 22-cv-1461', 'https://www.damiencharlotin.com/hallucinations/'],
  sourced: ['the case'],
  assumed: ['20 % of the answers'],
  breaks: ['guard-catches'],
  answers: [{ ask: 'precedent', truth: 'No precedent is known to me', lies: ['Varghese v. China Southern Airlines, 925 F.3d 1339'] }],
  phases: [
    { from: 0, to: '24h', what: 'citations are invented', injections: [confidentlyWrong().for({ provider: 'openai' }).chance(0.2)] },
  ],
})
