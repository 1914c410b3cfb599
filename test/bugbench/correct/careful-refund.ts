import { z } from 'zod'
import {
  atMostOnce,
  actsOnlyOnCompleteCalls,
  honorsRetryAfter,
  noRetryOfPermanent,
  noSilentTruncation,
  noUnhandledRejection,
  retriesAtMost,
  settlesWithin,
} from '../../../src/property/index.ts'
import type { CorrectApp } from '../app.ts'
import { AnswerError, messages, openaiClient, refundTool } from '../clients.ts'

const refund = z.strictObject({ orderId: z.string().min(1) })

export const carefulRefund: CorrectApp = {
  name: 'careful-refund',
  story: 'A refund is paid once, for arguments that are whole and checked.',
  properties: [
    settlesWithin('2m'),
    retriesAtMost(3),
    noRetryOfPermanent(),
    honorsRetryAfter(),
    noSilentTruncation(),
    noUnhandledRejection(),
    atMostOnce(),
    actsOnlyOnCompleteCalls(),
  ],
  task: async ({ observe }) => {
    const { choices } = await openaiClient().chat.completions.create({
      model: 'gpt-4o',
      messages,
      tools: [refundTool],
      tool_choice: 'required',
    })
    const [choice] = choices
    const [call, ...others] = choice?.message.tool_calls ?? []
    if (choice?.finish_reason !== 'tool_calls' && choice?.finish_reason !== 'stop') throw new AnswerError('not whole')
    if (call?.type !== 'function' || call.function.name !== 'refund' || others.length > 0) throw new AnswerError('not one refund')
    const { orderId } = refund.parse(JSON.parse(call.function.arguments))
    observe.effect(`refund ${orderId}`, { name: 'refund', arguments: { orderId } })
    return 'paid'
  },
}
