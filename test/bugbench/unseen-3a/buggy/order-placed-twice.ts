import Anthropic from '@anthropic-ai/sdk'
import pRetry from 'p-retry'
import { z } from 'zod'
import { emptyAnswer } from '../../../../faults/catalogue.ts'
import { atMostOnce } from '../../../../src/property/index.ts'
import type { YardstickApp } from '../../yardstick-app.ts'

const Order = z.strictObject({ sku: z.enum(['filter-s', 'filter-l']), quantity: z.int().min(1).max(5) })

class IncompleteAnswer extends Error {}

const tools: Anthropic.Tool[] = [
  {
    name: 'place_order',
    description: 'Orders spare parts.',
    input_schema: {
      type: 'object',
      properties: { sku: { type: 'string', enum: ['filter-s', 'filter-l'] }, quantity: { type: 'integer', minimum: 1, maximum: 5 } },
      required: ['sku', 'quantity'],
      additionalProperties: false,
    },
  },
]

/** A shop agent that orders, and confirms in words. */
export const orderPlacedTwice: YardstickApp = {
  name: 'order-placed-twice',
  story:
    'A shop agent on the Anthropic SDK lets the model choose a spare part, orders it, and lets the model confirm the order. Bug: p-retry wraps the whole turn, so an incomplete confirmation repeats the turn, and the customer gets and pays the part twice.',
  sources: ['crewAIInc/crewAI#5802', 'rahulpuri14493/sandhi_ai#87', 'MervinPraison/PraisonAI#4256'],
  faultsNeeded: 1,
  kind: 'effects',
  fitting: atMostOnce(),
  make() {
    const client = new Anthropic({ apiKey: 'test', maxRetries: 1, timeout: 60_000 })
    const model = 'claude-sonnet-4-6'
    let baskets = 0
    return ({ observe, signal }) => {
      const basket = `basket-${++baskets}`
      const question: Anthropic.MessageParam = { role: 'user', content: `Please order a filter for my small coffee machine (${basket}).` }
      async function turn(): Promise<string> {
        const tool_choice = { type: 'tool' as const, name: 'place_order', disable_parallel_tool_use: true }
        const choice = await client.messages.create({ model, max_tokens: 500, tools, tool_choice, messages: [question] }, { signal })
        const calls = choice.content.filter((block) => block.type === 'tool_use')
        const [call] = calls
        if (choice.stop_reason !== 'tool_use' || call === undefined || calls.length > 1) throw new IncompleteAnswer('No order was chosen.')
        const order = Order.parse(call.input)
        observe.effect(`order ${basket}`)
        const result: Anthropic.ToolResultBlockParam = { type: 'tool_result', tool_use_id: call.id, content: `Ordered: ${order.quantity}` }
        const messages: Anthropic.MessageParam[] = [question, { role: 'assistant', content: [call] }, { role: 'user', content: [result] }]
        const none = { type: 'none' as const }
        const reply = await client.messages.create({ model, max_tokens: 500, tools, tool_choice: none, messages }, { signal })
        const text = reply.content.map((block) => (block.type === 'text' ? block.text : '')).join('')
        if (reply.stop_reason !== 'end_turn' || text === '') throw new IncompleteAnswer('The order is not confirmed.')
        return text
      }
      return pRetry(turn, { retries: 2, signal, shouldRetry: ({ error }) => error instanceof IncompleteAnswer })
    }
  },
  scripts: [
    {
      steps: [{ inject: [emptyAnswer().nth(2)] }],
      wrong: (runs) => ((runs[0]?.[0]?.effects.length ?? 0) > 1 ? 'The order is placed twice.' : undefined),
    },
  ],
}
