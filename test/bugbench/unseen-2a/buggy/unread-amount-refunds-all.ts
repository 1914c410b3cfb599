import OpenAI from 'openai'
import { z } from 'zod'
import { invalidToolArguments } from '../../../../faults/index.ts'
import type { YardstickApp } from '../../yardstick-app.ts'

const order = { id: 'A-1041', total: 240, refunded: 0 }
const refundArguments = z.object({ orderId: z.literal(order.id), amount: z.number().positive().max(order.total) })
const refundTool = {
  type: 'function',
  function: { name: 'refund', description: 'Refund a part of an order', parameters: z.toJSONSchema(refundArguments) },
} satisfies OpenAI.ChatCompletionTool

function readArguments(json: string): Partial<z.infer<typeof refundArguments>> {
  try {
    return refundArguments.parse(JSON.parse(json))
  } catch {
    return {}
  }
}

export const unreadAmountRefundsAll: YardstickApp = {
  name: 'unread-amount-refunds-all',
  story:
    'A support bot lets the model call a refund tool. Arguments that cannot be read become an empty object, and a refund without an amount is one of the whole order: the customer asks for 30 euros back and gets 240, and the shop pays for it.',
  sources: ['yologdev/yoagent#167', 'langchain-ai/langchain#39275', 'bojieli/ai-agent-book#217'],
  faultsNeeded: 1,
  kind: 'effects',
  make() {
    const openai = new OpenAI({ apiKey: 'test', timeout: 20_000, maxRetries: 2, logLevel: 'off' })
    const refunded = new Set<string>()
    return async ({ observe, signal }) => {
      const reply = await openai.chat.completions.create(
        {
          model: 'gpt-4o',
          tools: [refundTool],
          tool_choice: { type: 'function', function: { name: 'refund' } },
          parallel_tool_calls: false,
          messages: [{ role: 'user', content: 'One mug of order A-1041 was broken. Please refund 30 euros.' }],
        },
        { signal: AbortSignal.any([signal, AbortSignal.timeout(60_000)]) },
      )
      const call = reply.choices[0]?.message.tool_calls?.[0]
      if (call?.type !== 'function' || call.function.name !== 'refund' || reply.choices[0]?.finish_reason === 'length')
        throw new Error('the model asked for no refund')
      const { amount = order.total } = readArguments(call.function.arguments)
      if (!refunded.has(order.id)) {
        refunded.add(order.id)
        observe.effect(`refund:${order.id}:${amount}`)
      }
      return { order: order.id, amount }
    }
  },
  scripts: [
    {
      steps: [{ inject: [invalidToolArguments({ kind: 'truncated' })] }],
      wrong: ([first]) =>
        first?.[0]?.effects.includes('refund:A-1041:240') ? 'The whole order was refunded for one broken mug.' : undefined,
    },
  ],
}
