import { answers, type AnswerSource } from '../../src/index.ts'

/** The prompt of the user to the frameworks under test. */
export const prompt = 'Where is my parcel?'

/** The answer of the model to it. */
export const text = 'Your parcel is in Ghent, and it comes on Thursday.'

/** A model that calls the first tool it is offered, gives the place of the parcel once that has answered, and fills a schema. */
export const parcelAnswers: AnswerSource = answers.from((call) => {
  if (call.output !== undefined) return '{"city":"Ghent"}'
  const isAnswered = call.messages.at(-1)?.role === 'tool'
  return call.tools.length > 0 && !isAnswered ? { toolCalls: [{ name: 'track', arguments: { id: 7 } }] } : text
})
