import { defineRecipe, type RecipeFactory } from '../src/kit.ts'
import { misroutedAnswer } from '../faults/index.ts'

/**
 * One answer in a hundred belongs to another user.
 * @example
 * chaos.play(someoneElsesAnswer({ speed: 10 }))
 */
export const someoneElsesAnswer: RecipeFactory = defineRecipe({
  name: 'someone-elses-answer',
  summary: 'one answer in a hundred belongs to another user',
  story:
    'On 2023-03-20 a cancelled request at ChatGPT left a connection with the reply to another user in it. ' +
    'Others could see titles, first messages and payment data. ' +
    'OpenAI wrote a post-mortem of it.',
  sources: ['https://openai.com/index/march-20-chatgpt-outage'],
  sourced: ['nine hours', 'payment data of 1.2% of the active subscribers'],
  assumed: ['the same share of the calls'],
  invented: ['that no call was cancelled before', 'the API instead of ChatGPT'],
  breaks: ['marks-wrong-answers', 'isolates-tenants', 'guardrail-catches'],
  phases: [{ from: 0, to: '9h', what: 'answers are mixed up', injections: [misroutedAnswer().for({ provider: 'openai' }).chance(0.012)] }],
})
