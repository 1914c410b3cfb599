import { defineRecipe, type RecipeFactory } from '../src/kit.ts'
import { foreignReply } from '../faults/index.ts'

/**
 * One answer in a hundred belongs to somebody else.
 * @example
 * chaos.play(someoneElsesAnswer({ speed: 10 }))
 */
export const someoneElsesAnswer: RecipeFactory = defineRecipe({
  name: 'someone-elses-answer',
  summary: 'one answer in a hundred belongs to somebody else',
  story:
    "On 2023-03-20 a cancelled request at ChatGPT left a connection with another user's reply in it. " +
    'Titles, first messages and data of payment could be seen by others. ' +
    'OpenAI wrote up how it came.',
  sources: ['https://openai.com/index/march-20-chatgpt-outage'],
  sourced: ['nine hours', '1.2 % of the active subscribers, for data of payment'],
  assumed: ['the same share of the calls', 'that it fires without a cancelled call before it', 'the API in place of ChatGPT'],
  breaks: ['tenants-stay-apart', 'guard-catches'],
  phases: [{ from: 0, to: '9h', what: 'answers are mixed up', injections: [foreignReply().for({ provider: 'openai' }).chance(0.012)] }],
})
