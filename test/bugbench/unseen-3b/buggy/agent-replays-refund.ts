import OpenAI from 'openai'
import pRetry from 'p-retry'
import { serverError } from '../../../../faults/index.ts'
import { atMostOnce, type Observe } from '../../../../src/property/index.ts'
import { askedWait } from '../pause.ts'
import type { YardstickApp } from '../../yardstick-app.ts'

const tools: OpenAI.ChatCompletionTool[] = [
  {
    type: 'function',
    function: {
      name: 'refund_order',
      description: 'Pays the price of the order back to the customer.',
      parameters: { type: 'object', properties: { reason: { type: 'string' } }, required: ['reason'] },
    },
  },
]

/** Whether to run the agent again. If the provider demands a wait, the customer gets a request to return later. */
function isTransient(error: unknown): boolean {
  if (error instanceof OpenAI.RateLimitError || error instanceof OpenAI.InternalServerError) return askedWait(error.headers) === 0
  return !(error instanceof OpenAI.APIError) || error.status === undefined
}

export const agentReplaysRefund: YardstickApp = {
  name: 'agent-replays-refund',
  story:
    'A support agent refunds an order through a tool and then writes a message to the customer. The whole run is wrapped in p-retry. When the model fails after the refund has been paid, the run starts over and the shop pays twice.',
  sources: ['agno-agi/agno#10366', 'Lexus2016/hermes-agent-evolution#1953'],
  faultsNeeded: 1,
  kind: 'effects',
  fitting: atMostOnce(),
  make() {
    const client = new OpenAI({ apiKey: 'test', maxRetries: 0, timeout: 30_000 })
    let payments = 0

    async function run(observe: Observe, signal: AbortSignal): Promise<string> {
      const messages: OpenAI.ChatCompletionMessageParam[] = [
        { role: 'user', content: 'The mug of order 4711 came broken. Please refund it.' },
      ]
      const first = await client.chat.completions.create({ model: 'gpt-4o-mini', messages, tools, tool_choice: 'required' }, { signal })
      const reply = first.choices[0]?.message
      const toolCall = reply?.tool_calls?.[0]
      if (reply === undefined || toolCall?.type !== 'function' || toolCall.function.name !== 'refund_order')
        throw new Error('The agent called no known tool.')
      if (first.choices[0]?.finish_reason === 'length') throw new Error('The tool call is incomplete.')
      payments += 1
      observe.effect('refund of order 4711')
      messages.push(
        { ...reply, tool_calls: [toolCall] },
        { role: 'tool', tool_call_id: toolCall.id, content: `Paid. Receipt ${payments}.` },
      )
      const last = await client.chat.completions.create({ model: 'gpt-4o-mini', messages }, { signal })
      const [choice] = last.choices
      if (choice?.finish_reason !== 'stop' || !choice.message.content) throw new Error('The message to the customer is incomplete.')
      return choice.message.content
    }

    return ({ observe, signal }) =>
      pRetry(() => run(observe, signal), {
        retries: 2,
        minTimeout: 1_000,
        signal,
        shouldRetry: ({ error }) => isTransient(error),
      })
  },
  scripts: [
    {
      steps: [{ inject: [serverError().nth(2)] }],
      wrong(steps) {
        const count = steps[0]?.[0]?.effects.length ?? 0
        return count > 1 ? `Order 4711 was refunded ${count} times.` : undefined
      },
    },
  ],
}
