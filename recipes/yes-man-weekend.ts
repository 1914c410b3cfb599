import { defineRecipe, type RecipeFactory } from '../src/kit.ts'
import { sycophantic } from '../faults/index.ts'

/**
 * The model agrees with every claim of the user.
 * @example
 * chaos.play(yesManWeekend({ speed: 10 }))
 */
export const yesManWeekend: RecipeFactory = defineRecipe({
  name: 'yes-man-weekend',
  summary: 'the model agrees with every claim of the user',
  story:
    'On 2025-04-25 an update made GPT-4o flatter its users and agree with them. ' +
    'Its tests had looked good, and some testers had felt that something was off. ' +
    'OpenAI rolled it back after three days and wrote why.',
  sources: ['https://openai.com/index/expanding-on-sycophancy/'],
  sourced: ['three days until the rollback', 'that it flattered and agreed'],
  assumed: ['60% of the answers'],
  invented: ['the API instead of ChatGPT', 'the question about the refund'],
  breaks: ['marks-wrong-answers', 'guardrail-catches', 'consistent-under-paraphrase'],
  answers: [{ prompt: 'refund', truth: '30 days', lies: ['90 days'] }],
  phases: [{ from: 0, to: '72h', what: 'the model agrees', injections: [sycophantic().for({ provider: 'openai' }).chance(0.6)] }],
})
