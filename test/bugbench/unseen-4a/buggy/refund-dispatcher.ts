import OpenAI from 'openai'
import { z } from 'zod'
import { invalidToolCallId } from '../../../../faults/catalogue.ts'
import type { YardstickApp } from '../../yardstick-app.ts'

const Arguments = z.object({ orderId: z.string() })
const orders = ['A-1001', 'B-2002', 'C-3003']

export const refundDispatcher: YardstickApp = {
  name: 'refund-dispatcher',
  story: `A support bot lets gpt-4o choose the refunds that a customer asks for, several tool calls in one turn, on the openai SDK. It
    refunds only orders of this customer, and each call once: a ledger by the id of the tool call skips calls that have been handled.
    Bug: the id is the key, and providers repeat ids. All calls after the first count as handled; the customer is told that the request
    is done and gets one refund of three.`,
  sources: ['NousResearch/hermes-agent#70724', 'NousResearch/hermes-agent#11722', 'openai/openai-agents-python#4254'],
  faultsNeeded: 1,
  kind: 'effects',
  make() {
    const client = new OpenAI({ apiKey: 'test' })

    return async ({ observe, signal }) => {
      const handled = new Set<string>()
      const refunded: string[] = []
      const rejected: string[] = []
      const completion = await client.chat.completions.create(
        {
          model: 'gpt-4o',
          tools: [
            {
              type: 'function',
              function: {
                name: 'refund_order',
                description: 'Refund an order.',
                parameters: { type: 'object', properties: { orderId: { type: 'string' } }, required: ['orderId'] },
              },
            },
          ],
          messages: [{ role: 'user', content: `Please refund the orders ${orders[0]}, ${orders[1]} and ${orders[2]}.` }],
        },
        { signal: AbortSignal.any([signal, AbortSignal.timeout(60_000)]) },
      )
      const choice = completion.choices[0]
      if (choice?.finish_reason !== 'tool_calls') throw new Error(`The model chose no refund: ${choice?.finish_reason ?? 'no answer'}.`)
      for (const call of choice.message.tool_calls ?? []) {
        if (handled.has(call.id)) continue
        handled.add(call.id)
        if (call.type !== 'function' || call.function.name !== 'refund_order') {
          rejected.push(call.type === 'function' ? call.function.name : call.type)
          continue
        }
        const { data } = Arguments.safeParse(parsed(call.function.arguments))
        if (data === undefined || !orders.includes(data.orderId)) rejected.push(call.function.arguments)
        else if (!refunded.includes(data.orderId)) {
          observe.effect(`refund:${data.orderId}`)
          refunded.push(data.orderId)
        }
      }
      if (rejected.length > 0) return { status: 'needs a human', refunded, rejected }
      return { status: 'done', refunded }
    }
  },
  scripts: [
    {
      steps: [{ inject: [invalidToolCallId({ kind: 'same' })] }],
      wrong(runs) {
        const run = runs[0]?.[0]
        if ((run?.value as { status?: string } | undefined)?.status !== 'done' || run?.effects.length === orders.length) return undefined
        return `The bot says that it is done, and has refunded ${run?.effects.length ?? 0} of ${orders.length} orders.`
      },
    },
  ],
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
