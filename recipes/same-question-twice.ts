import { defineRecipe, type RecipeFactory } from '../src/kit.ts'
import { answerVaries } from '../faults/index.ts'

/**
 * The same question gets a different answer each time.
 * @example
 * chaos.play(sameQuestionTwice({ speed: 10 }))
 */
export const sameQuestionTwice: RecipeFactory = defineRecipe({
  name: 'same-question-twice',
  summary: 'the same question gets a different answer each time',
  story:
    'At temperature 0 a laboratory got 80 different answers in 1,000 runs. ' +
    'They were the same for about a hundred tokens and then differed. ' +
    'The cause was the size of the batch on the server, which no caller sees.',
  sources: ['https://thinkingmachines.ai/blog/defeating-nondeterminism-in-llm-inference/'],
  sourced: ['80 answers in 1,000 runs'],
  assumed: ['half of the answers vary'],
  invented: ['that a fifth of those is wrong', 'OpenAI as the provider'],
  breaks: ['marks-wrong-answers', 'consistent-under-paraphrase', 'guardrail-catches'],
  phases: [
    { from: 0, to: '24h', what: 'answers vary', injections: [answerVaries({ wrong: 0.2 }).for({ provider: 'openai' }).chance(0.5)] },
  ],
})
