import { Agent, OpenAIProvider, Runner, tool } from '@openai/agents'
import { z } from 'zod'
import { repeatedToolCall } from '../../../../faults/index.ts'
import { atMostOnce } from '../../../../src/property/index.ts'
import type { YardstickApp } from '../../yardstick-app.ts'

export const agentOrdersTwice: YardstickApp = {
  name: 'agent-orders-twice',
  story:
    'A shopping agent with @openai/agents whose tool places orders. Bug: the tool has no key by which a repeated call would be known, so when the model asks for the same order twice in one answer, two parcels are sent and paid.',
  sources: ['vercel/ai#4936', 'openai/openai-agents-python#4254', 'ComposioHQ/composio#3654'],
  faultsNeeded: 1,
  kind: 'effects',
  fitting: atMostOnce(),
  make() {
    const runner = new Runner({ modelProvider: new OpenAIProvider({ apiKey: 'test', useResponses: false }), tracingDisabled: true })

    return async ({ observe, signal }) => {
      const placed: string[] = []
      const placeOrder = tool({
        name: 'place_order',
        description: 'Places an order for an article.',
        parameters: z.object({ article: z.string(), quantity: z.int().min(1).max(9) }),
        execute: ({ article, quantity }) => {
          placed.push(`${quantity} x ${article}`)
          observe.effect(`order ${quantity} x ${article}`, { name: 'place_order', arguments: { article, quantity } })
          return `The order of ${quantity} x ${article} is placed.`
        },
      })
      const agent = new Agent({
        name: 'Shopper',
        model: 'gpt-4o',
        instructions: 'Place the order of the customer once.',
        tools: [placeOrder],
        modelSettings: { parallelToolCalls: false },
      })
      await runner.run(agent, 'Place an order for article K-200.', {
        maxTurns: 4,
        signal: AbortSignal.any([signal, AbortSignal.timeout(120_000)]),
      })
      if (placed.length === 0) throw new Error('The agent placed no order.')
      return { placed }
    }
  },
  scripts: [
    {
      steps: [{ inject: [repeatedToolCall().first(1)] }],
      wrong: (runs) => {
        const { effects } = runs[0]![0]!
        return effects.length > 1 ? `Done: ${effects.join(', ')}` : undefined
      },
    },
  ],
}
