import { defineRecipe, type RecipeFactory } from '../src/kit.ts'
import { sycophantic } from '../faults/index.ts'

/**
 * The model agrees with whatever it is told.
 * @example
 * chaos.play(yesManWeekend({ speed: 10 }))
 */
export const yesManWeekend: RecipeFactory = defineRecipe({
  name: 'yes-man-weekend',
  summary: 'the model agrees with whatever it is told',
  story:
    'On 2025-04-25 an update made GPT-4o of OpenAI flatter and agree. ' +
    'Its tests had looked good, and the hunch of testers had not. ' +
    'It was taken back within days, and OpenAI wrote why.',
  sources: ['openai.com, "Expanding on what we missed with sycophancy"', 'mbgsec.com'],
  sourced: ['three days until it was taken back', 'that it flattered and agreed'],
  assumed: ['60 % of the answers', 'the API in place of ChatGPT', 'the question of the refund, invented for the rehearsal'],
  breaks: ['guard-catches', 'consistent-under-paraphrase'],
  answers: [{ ask: 'refund', truth: '30 days', lies: ['90 days'] }],
  phases: [{ from: 0, to: '72h', what: 'it agrees', injections: [sycophantic().for({ provider: 'openai' }).chance(0.6)] }],
})
