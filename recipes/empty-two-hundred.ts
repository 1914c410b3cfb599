import { defineRecipe, type RecipeFactory } from '../src/kit.ts'
import { emptyAnswer } from '../faults/index.ts'

/**
 * Now and then the answer is empty, with a 200 and a normal end.
 * @example
 * chaos.play(emptyTwoHundred({ speed: 10 }))
 */
export const emptyTwoHundred: RecipeFactory = defineRecipe({
  name: 'empty-two-hundred',
  summary: 'some answers are empty, with status 200 and a normal end',
  story:
    'Since 2025-08 Gemini users report answers without a part. ' +
    'The status is 200 and the finish reason is the normal one. ' +
    'The same request works the next time.',
  sources: [
    'https://github.com/BerriAI/litellm/issues/24442',
    'https://github.com/Portkey-AI/gateway/issues/1303',
    'https://github.com/livekit/agents/issues/4066',
  ],
  sourced: ['a 200 with a normal finish reason and no part, now and then', 'that the same request works the next time'],
  assumed: ['2% of the answers'],
  invented: [],
  breaks: ['schema-valid-or-error', 'falls-back', 'degrades-visibly'],
  phases: [{ from: 0, to: '24h', what: 'answers are empty', injections: [emptyAnswer().for({ provider: 'gemini' }).chance(0.02)] }],
})
