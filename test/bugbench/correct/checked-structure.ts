import { z } from 'zod'
import {
  honorsRetryAfter,
  noRetryOfPermanent,
  noSilentTruncation,
  noUnhandledRejection,
  retriesAtMost,
  schemaValidOrError,
  settlesWithin,
} from '../../../src/property/index.ts'
import type { CorrectApp } from '../app.ts'
import { AnswerError, openaiClient } from '../clients.ts'

const order = z.object({ orderId: z.string() })

export const checkedStructure: CorrectApp = {
  name: 'checked-structure',
  story: 'A record is parsed, checked against its schema, and else no record.',
  properties: [
    settlesWithin('2m'),
    retriesAtMost(3),
    noRetryOfPermanent(),
    honorsRetryAfter(),
    noSilentTruncation(),
    noUnhandledRejection(),
    schemaValidOrError(order),
  ],
  task: async () => {
    const { choices } = await openaiClient().chat.completions.create({
      model: 'gpt-4o',
      messages: [{ role: 'user', content: 'Which order is this about? Order 118 has not come.' }],
      response_format: { type: 'json_schema', json_schema: { name: 'order', strict: true, schema: z.toJSONSchema(order) } },
    })
    if (choices[0]?.finish_reason !== 'stop') throw new AnswerError('not whole')
    return order.parse(JSON.parse(choices[0].message.content ?? ''))
  },
}
