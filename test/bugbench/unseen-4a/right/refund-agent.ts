import { Agent, OpenAIChatCompletionsModel, run, setTracingDisabled, tool } from '@openai/agents'
import OpenAI from 'openai'
import { z } from 'zod'
import {
  authenticationFailed,
  endlessToolLoop,
  overloaded,
  repeatedToolCall,
  serverError,
  toolCallSkipped,
  truncatedStream,
} from '../../../../faults/catalogue.ts'
import type { ScriptedRun, YardstickApp } from '../../yardstick-app.ts'

interface Outcome {
  readonly status: 'refunded' | 'refunded before' | 'needs a human'
  readonly note: string | null
}

const order = 'A-1001'

function wrong(runs: readonly ScriptedRun[][]): string | undefined {
  const refunds = runs.flat().flatMap(({ effects }) => effects)
  if (refunds.length > 1) return `${order} is refunded ${refunds.length} times.`
  for (const { value, effects } of runs.flat()) {
    const outcome = value as Outcome | undefined
    if (outcome?.status === 'refunded' && effects.length === 0) return 'The customer is told of a refund that did not happen.'
    if (outcome === undefined && effects.length > 0) return 'A refund happened, and the run failed as if it had not.'
  }
  return undefined
}

export const refundAgent: YardstickApp = {
  name: 'refund-agent',
  story: `An agent of @openai/agents that refunds one order of one customer. The refund is booked once by the number of the order,
    whatever the model calls it with and how often; a second request a day later is told so. What the model says is not
    passed on. If it fails after the booking, the outcome is a refund with a note. If it books nothing, a human takes over.`,
  sources: ['openai/openai-agents-python#4254', 'vertz-dev/vertz#2835', 'LionSR/TeXRA#9765'],
  kind: 'effects',
  make() {
    setTracingDisabled(true)
    const client = new OpenAI({ apiKey: 'test' })
    const booked = new Set<string>()

    return async ({ observe, signal }): Promise<Outcome> => {
      let isOurs = false
      const refund = tool({
        name: 'refund_order',
        description: 'Refund an order.',
        parameters: z.object({ orderId: z.string() }),
        execute: ({ orderId }) => {
          if (orderId !== order) return 'This is not an order of this customer.'
          if (booked.has(orderId)) return 'The order has been refunded before.'
          booked.add(orderId)
          isOurs = true
          observe.effect(`refund:${orderId}`)
          return 'The order is refunded.'
        },
      })
      const agent = new Agent({
        name: 'Refunds',
        instructions: 'You handle refunds of a shop.',
        model: new OpenAIChatCompletionsModel(client, 'gpt-4o'),
        tools: [refund],
      })
      try {
        await run(agent, `Please refund the order ${order}.`, {
          maxTurns: 4,
          signal: AbortSignal.any([signal, AbortSignal.timeout(90_000)]),
        })
      } catch (error) {
        if (!isOurs) throw error
        return { status: 'refunded', note: 'The agent stopped early, after the booking.' }
      }
      if (isOurs) return { status: 'refunded', note: null }
      return { status: booked.has(order) ? 'refunded before' : 'needs a human', note: null }
    }
  },
  scripts: [
    { steps: [{ inject: [serverError()] }, {}, { after: 86_400_000 }], wrong },
    { steps: [{ inject: [truncatedStream({ at: '200 bytes' }).nth(2)] }, {}], wrong },
    { steps: [{ inject: [authenticationFailed().nth(2)] }, { after: 86_400_000 }], wrong },
    { steps: [{ inject: [repeatedToolCall()] }, { inject: [endlessToolLoop()] }, { inject: [toolCallSkipped()] }], wrong },
    {
      steps: [
        { copies: 2, inject: [overloaded({ retryAfter: '5s' }).first(1)] },
        { inject: [overloaded({ retryAfter: '5s' })], abortAfter: 2_000 },
      ],
      wrong,
    },
  ],
}
