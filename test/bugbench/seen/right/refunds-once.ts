import OpenAI from 'openai'
import { z } from 'zod'
import { badDays } from '../bad-days.ts'
import { invalidToolArguments, endlessToolLoop, repeatedToolCall, serverError, truncatedStream } from '../../../../faults/index.ts'
import type { YardstickApp } from '../../yardstick-app.ts'

const refund = z.object({ orderId: z.string().min(1) })

const tools: OpenAI.Chat.Completions.ChatCompletionTool[] = [
  { type: 'function', function: { name: 'refund_order', description: 'Refunds an order.', parameters: z.toJSONSchema(refund) } },
]

export const refundsOnce: YardstickApp = {
  name: 'refunds-once',
  story:
    'A refund agent with a ledger that outlives the run: an order is refunded once, however often the model or the customer asks. A second run on the same order therefore has no effect, and says what the first one did. When the closing words fail, the value says that the refund went through.',
  sources: ['openai/openai-agents-python#4254', 'Lexus2016/hermes-agent-evolution#1953'],
  kind: 'effects',
  make() {
    const client = new OpenAI({ apiKey: 'test', timeout: 20_000, maxRetries: 2 })
    const ledger = new Set<string>()

    return async ({ observe, signal }) => {
      const messages: OpenAI.Chat.Completions.ChatCompletionMessageParam[] = [
        { role: 'user', content: 'Refund order A-2001, the box was empty.' },
      ]
      let refunded: string | undefined
      try {
        for (let turn = 0; turn < 4; turn++) {
          const completion = await client.chat.completions.create({ model: 'gpt-4o', messages, tools }, { signal })
          const choice = completion.choices[0]
          if (choice === undefined || !['stop', 'tool_calls'].includes(choice.finish_reason)) throw new Error('The answer is incomplete.')
          const calls = choice.message.tool_calls ?? []
          if (calls.length === 0) {
            if (refunded === undefined || !choice.message.content) throw new Error('The agent refunded nothing, or said nothing.')
            return { refunded, text: choice.message.content }
          }
          messages.push(choice.message)
          for (const call of calls) {
            if (call.type !== 'function' || call.function.name !== 'refund_order') throw new Error('The model asked for an unknown tool.')
            const { orderId } = refund.parse(JSON.parse(call.function.arguments))
            if (!ledger.has(orderId)) {
              ledger.add(orderId)
              observe.effect(`refund ${orderId}`, { name: 'refund_order', arguments: { orderId } })
            }
            refunded = orderId
            messages.push({ role: 'tool', tool_call_id: call.id, content: `Order ${orderId} is refunded.` })
          }
        }
        throw new Error('The agent came to no end.')
      } catch (error) {
        if (refunded === undefined || signal.aborted) throw error
        return { refunded, text: null }
      }
    }
  },
  scripts: badDays(
    (_run, runs) => {
      const effects = runs.flat().flatMap((run) => run.effects)
      return effects.length > new Set(effects).size ? `Done: ${effects.join(', ')}` : undefined
    },
    [
      {
        inject: [
          serverError()
            .between(0, 60_000)
            .when((call) => call.messages.length > 1),
        ],
      },
      { after: 120_000 },
    ],
    [{ inject: [repeatedToolCall().first(1)] }],
    [{ inject: [truncatedStream({ afterDeltas: 0 }).first(1)] }],
    [{ inject: [invalidToolArguments().first(1)] }],
    [{ inject: [endlessToolLoop()] }],
  ),
}
