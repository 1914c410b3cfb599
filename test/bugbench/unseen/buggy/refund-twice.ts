import { Agent, OpenAIProvider, Runner, setTracingDisabled, tool } from '@openai/agents'
import OpenAI from 'openai'
import pRetry from 'p-retry'
import { z } from 'zod'
import { serverError } from '../../../../faults/index.ts'
import { atMostOnce } from '../../../../src/property/index.ts'
import type { YardstickApp } from '../../yardstick-app.ts'

setTracingDisabled(true)

/** An agent that refunds orders, and answers the customer. */
function makeRefundAgent(refund: (order: string) => void): (message: string, signal: AbortSignal) => Promise<string> {
  const agent = new Agent({
    name: 'Refunds',
    instructions: 'Refund the order the customer names, then tell the customer about it.',
    model: 'gpt-4o',
    tools: [
      tool({
        name: 'refund_order',
        description: 'Refund an order in full.',
        parameters: z.object({ order: z.string() }),
        execute({ order }) {
          refund(order)
          return `Order ${order} is refunded.`
        },
      }),
    ],
  })
  const openAIClient = new OpenAI({ apiKey: 'test', maxRetries: 0, timeout: 30_000 })
  const runner = new Runner({ modelProvider: new OpenAIProvider({ openAIClient: openAIClient as never, useResponses: true }) })
  return (message, signal) =>
    pRetry(
      async () => {
        const { finalOutput } = await runner.run(agent, message, { maxTurns: 6, signal })
        if (!finalOutput) throw new Error('The agent said nothing.')
        return finalOutput
      },
      {
        retries: 2,
        minTimeout: 1_000,
        signal,
        shouldRetry: ({ error }) => error instanceof OpenAI.APIError && (error.status ?? 500) >= 500,
      },
    )
}

export const refundTwice: YardstickApp = {
  name: 'refund-twice',
  story:
    'A refund agent is run again as a whole if the provider has a bad moment. If the call after the refund fails, the refund has been made already, and the second run makes it once more: the customer gets the money twice.',
  sources: ['crewAIInc/crewAI#5802', 'openai/openai-agents-python#4254', 'UnitOneAI/SecuritySkills#2044'],
  faultsNeeded: 1,
  kind: 'effects',
  fitting: atMostOnce(),
  make:
    () =>
    ({ observe, signal }) =>
      makeRefundAgent((order) => observe.effect(`refund:${order}`))('Please refund my order A-1234.', signal),
  scripts: [
    {
      steps: [{ inject: [serverError().nth(2)] }],
      wrong: ([step]) => {
        const refunds = step?.[0]?.effects.length ?? 0
        return refunds > 1 ? `The order was refunded ${refunds} times.` : undefined
      },
    },
  ],
}
