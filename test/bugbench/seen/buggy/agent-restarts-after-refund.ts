import OpenAI from 'openai'
import pRetry from 'p-retry'
import { z } from 'zod'
import { serverError } from '../../../../faults/index.ts'
import { pause, waitAskedBy } from '../pause.ts'
import { atMostOnce } from '../../../../src/property/index.ts'
import type { YardstickApp } from '../../yardstick-app.ts'

const refund = z.object({ orderId: z.string().min(1) })

const tools: OpenAI.Chat.Completions.ChatCompletionTool[] = [
  {
    type: 'function',
    function: { name: 'refund_order', description: 'Refunds an order in full.', parameters: z.toJSONSchema(refund) },
  },
]

function askedBy(error: Error): number {
  return error instanceof OpenAI.APIError ? waitAskedBy(error.headers as Headers | undefined) : 0
}

export const agentRestartsAfterRefund: YardstickApp = {
  name: 'agent-restarts-after-refund',
  story:
    'A refund agent with the openai SDK, wrapped in p-retry. Bug: the retry is around the whole conversation, so when the request after the refund fails, all begins anew and the order is refunded a second time.',
  sources: ['agno-agi/agno#10366', 'crewAIInc/crewAI#5802', 'MervinPraison/PraisonAI#4256'],
  faultsNeeded: 1,
  kind: 'effects',
  fitting: atMostOnce(),
  make() {
    const client = new OpenAI({ apiKey: 'test', timeout: 30_000, maxRetries: 0 })

    return async ({ observe, signal }) => {
      async function converse(): Promise<string> {
        const refunded = new Set<string>()
        const messages: OpenAI.Chat.Completions.ChatCompletionMessageParam[] = [
          { role: 'user', content: 'Refund order A-1042, it arrived broken.' },
        ]
        for (let turn = 0; turn < 4; turn++) {
          const completion = await client.chat.completions.create(
            { model: 'gpt-4o', messages, tools, parallel_tool_calls: false },
            { signal },
          )
          const choice = completion.choices[0]
          const [call, ...others] = choice?.message.tool_calls ?? []
          if (choice === undefined || others.length > 0) throw new Error('The model asked for more than one refund.')
          if (call === undefined) {
            if (choice.finish_reason !== 'stop' || !choice.message.content || refunded.size === 0)
              throw new Error('The answer is incomplete.')
            return choice.message.content
          }
          if (call.type !== 'function' || call.function.name !== 'refund_order') throw new Error('The model asked for an unknown tool.')
          const { orderId } = refund.parse(JSON.parse(call.function.arguments))
          if (!refunded.has(orderId)) observe.effect(`refund ${orderId}`, { name: call.function.name, arguments: { orderId } })
          refunded.add(orderId)
          messages.push(choice.message, { role: 'tool', tool_call_id: call.id, content: `Order ${orderId} is refunded.` })
        }
        throw new Error('The agent came to no end.')
      }

      return pRetry(converse, {
        retries: 2,
        minTimeout: 500,
        signal,
        shouldRetry: ({ error }) =>
          (error instanceof OpenAI.APIConnectionError || error instanceof OpenAI.InternalServerError) && askedBy(error) <= 60_000,
        onFailedAttempt: ({ error }) => pause(askedBy(error) <= 60_000 ? askedBy(error) : 0, signal),
      })
    }
  },
  scripts: [
    {
      steps: [{ inject: [serverError().nth(2)] }],
      wrong: (runs) => {
        const { effects } = runs[0]![0]!
        return effects.length > 1 ? `Done: ${effects.join(', ')}` : undefined
      },
    },
  ],
}
