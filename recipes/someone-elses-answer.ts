import { foreignReply } from '../faults/index.ts'
import { defineRecipe, type RecipeFactory } from '../src/engine/recipe.ts'

/**
 * One answer in a hundred belongs to somebody else.
 * @example
 * chaos.play(someoneElsesAnswer({ speed: 10 }))
 */
export const someoneElsesAnswer: RecipeFactory = defineRecipe({
  name: 'someone-elses-answer',
  summary: 'one answer in a hundred belongs to somebody else',
  story:
    "On 2023-03-20 a cancelled request at OpenAI left a connection with another user's reply in it. " +
    'Titles, first messages and data of payment were seen by others. ' +
    'OpenAI took the service down and told how it came.',
  sources: ['https://openai.com/index/march-20-chatgpt-outage'],
  sourced: ['1.2 % of the subscribers, nine hours'],
  assumed: ['the same share of the calls'],
  breaks: ['tenants-stay-apart', 'guard-catches'],
  phases: [{ from: 0, to: '9h', what: 'answers are mixed up', injections: [foreignReply().for({ provider: 'openai' }).chance(0.012)] }],
})
