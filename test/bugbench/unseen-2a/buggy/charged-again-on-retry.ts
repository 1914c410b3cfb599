import { Agent, OpenAIResponsesModel, run, setTracingDisabled, tool } from '@openai/agents'
import OpenAI from 'openai'
import pRetry from 'p-retry'
import { z } from 'zod'
import { serverError } from '../../../../faults/index.ts'
import { atMostOnce } from '../../../../src/property/index.ts'
import type { YardstickApp } from '../../yardstick-app.ts'

function isTransient(error: unknown): boolean {
  if (error instanceof OpenAI.APIConnectionError) return true
  // A provider that demands a wait is not called again within this request.
  return error instanceof OpenAI.InternalServerError && error.headers.get('retry-after') === null
}

export const chargedAgainOnRetry: YardstickApp = {
  name: 'charged-again-on-retry',
  story:
    'A checkout agent built with the OpenAI Agents SDK charges a card with a tool and then words the receipt. The whole run is retried if the provider fails: if it fails while the receipt is worded, the agent starts over and charges the card again.',
  sources: ['agno-agi/agno#10366', 'crewAIInc/crewAI#5802', 'ComposioHQ/composio#3654'],
  faultsNeeded: 1,
  kind: 'effects',
  fitting: atMostOnce(),
  make() {
    setTracingDisabled(true)
    const client = new OpenAI({ apiKey: 'test', timeout: 20_000, maxRetries: 0, logLevel: 'off' })
    let orders = 5511
    return async ({ observe, signal }) => {
      orders += 1
      const order = orders

      async function checkOut(): Promise<string> {
        const charged = new Set<string>()
        const charge = tool({
          name: 'charge_card',
          description: 'Charge the card of an order',
          parameters: z.object({ orderId: z.literal(String(order)) }),
          execute({ orderId }) {
            signal.throwIfAborted()
            if (!charged.has(orderId)) observe.effect(`charge:${orderId}`)
            charged.add(orderId)
            return `The card of order ${orderId} has been charged.`
          },
        })
        const agent = new Agent({
          name: 'Checkout',
          instructions: 'Charge the card of the order, then write a receipt.',
          model: new OpenAIResponsesModel(client, 'gpt-4o'),
          tools: [charge],
        })
        const { finalOutput } = await run(agent, `Please charge the card of order ${order}.`, {
          maxTurns: 4,
          signal: AbortSignal.any([signal, AbortSignal.timeout(60_000)]),
        })
        if (!finalOutput || charged.size === 0) throw new Error('the agent has not done its work')
        return finalOutput
      }

      const receipt = await pRetry(checkOut, { retries: 2, minTimeout: 1_000, signal, shouldRetry: ({ error }) => isTransient(error) })
      return { receipt }
    }
  },
  scripts: [
    {
      steps: [{ inject: [serverError().nth(2)] }],
      wrong(steps) {
        const run = steps[0]?.[0]
        const charges = run?.effects.filter((key) => key.startsWith('charge:')).length ?? 0
        return charges > 1 ? `The card was charged ${charges} times.` : undefined
      },
    },
  ],
}
