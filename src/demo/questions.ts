import { answers } from '../answers/index.ts'
import type { AnswerSource } from '../engine/model/answer.ts'
import { promptOf, textOf } from '../engine/kit/conversation.ts'
import type { Call } from '../engine/model/call.ts'

interface Question {
  readonly asked: string
  readonly orderId: string | null
  /** The model's answer once it has the tool's result. */
  readonly answer: string
}

const questions: readonly Question[] = [
  {
    asked: 'Where is my order 118?',
    orderId: '118',
    answer: 'Your order 118 is on its way and arrives on Thursday. You will get a message with the hour on the evening before.',
  },
  {
    asked: 'Can I send order 204 back?',
    orderId: '204',
    answer:
      'Yes, you can send order 204 back within 30 days of last Friday. Shoes are the exception: they must not have been worn outside.',
  },
  {
    asked: 'Do you charge for returns?',
    orderId: null,
    answer: 'Returns are free of charge within 30 days. After that you pay 4.90 euros, and nothing at all can be returned after 60 days.',
  },
  {
    asked: 'When do I get my money for order 377?',
    orderId: '377',
    answer: 'Order 377 came back to us on Monday. Your money is on its way and takes up to five working days, depending on your bank.',
  },
  {
    asked: 'Can someone else take order 118 in?',
    orderId: '118',
    answer: 'Yes. Tell us the name of your neighbor by Wednesday evening, and the driver will ring there if nobody opens at your door.',
  },
  {
    asked: 'My lamp arrived broken. What now?',
    orderId: null,
    answer: 'I am sorry about your lamp. Please keep the parcel and send us a photo: a new one leaves our warehouse on the same day.',
  },
  {
    asked: 'Is order 204 covered by a warranty?',
    orderId: '204',
    answer: 'Yes, order 204 has a warranty of two years from delivery. Batteries have six months, since they wear out by being used.',
  },
  {
    asked: 'Do you deliver on Saturdays?',
    orderId: null,
    answer: 'We deliver from Monday to Saturday. On Saturdays the driver comes before noon, and there is no extra charge for it.',
  },
]

/** The questions of the demo's customers, in order. */
export const asked: readonly string[] = questions.map((question) => question.asked)

/** The answer about an order if the app offers no lookup. */
const cannotLook = 'I am sorry, I cannot look orders up. Please write to our customer service, which is open on weekdays.'

function hasLookedUp(call: Call): boolean {
  return call.messages.some((message) => message.parts.some((part) => part.type === 'tool-result'))
}

/** The model of the demo: it looks up an order before it answers, and files a record. */
export const model: AnswerSource = answers.from((call) => {
  const question = questions.find((candidate) => textOf(call).includes(candidate.asked))
  if (question === undefined) return undefined
  const { orderId, answer } = question
  if (call.output !== undefined) return JSON.stringify({ orderId, needsHuman: /broken/.test(promptOf(call)) })
  if (orderId === null || hasLookedUp(call)) return answer
  return call.tools.length > 0 ? { toolCalls: [{ name: 'find_order', arguments: { orderId } }] } : cannotLook
})
