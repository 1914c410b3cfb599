import OpenAI from 'openai'
import pRetry, { AbortError } from 'p-retry'
import { z } from 'zod'
import { serverError } from '../../../../faults/index.ts'
import type { YardstickApp } from '../../yardstick-app.ts'
import { ordeals } from '../ordeals.ts'

const wanted = z.object({ order: z.literal('B-2077') })

const tools: OpenAI.ChatCompletionFunctionTool[] = [
  {
    type: 'function',
    function: {
      name: 'refund_order',
      description: 'Refund the order of the customer.',
      parameters: {
        type: 'object',
        properties: { order: { type: 'string', enum: ['B-2077'] } },
        required: ['order'],
        additionalProperties: false,
      },
    },
  },
]

/** Refunds an order at most once, with any retries: the ledger has the refunded orders. */
class RefundDesk {
  readonly #client = new OpenAI({ apiKey: 'test', maxRetries: 0, timeout: 20_000 })
  readonly #ledger = new Set<string>()

  async #talk(message: string, refund: (order: string) => void, signal: AbortSignal): Promise<string> {
    const messages: OpenAI.ChatCompletionMessageParam[] = [{ role: 'user', content: message }]
    for (let turn = 0; turn < 4; turn++) {
      const { choices } = await this.#client.chat.completions.create({ model: 'gpt-4o', messages, tools }, { signal })
      const [choice] = choices
      if (choice?.finish_reason === 'stop' && choice.message.content) return choice.message.content
      if (choice?.finish_reason !== 'tool_calls') throw new Error('The answer is not complete.')
      messages.push(choice.message)
      for (const call of choice.message.tool_calls ?? [])
        messages.push({ role: 'tool', tool_call_id: call.id, content: this.#use(call, refund, signal) })
    }
    throw new AbortError('The model does not come to an end.')
  }

  #use(call: OpenAI.ChatCompletionMessageToolCall, refund: (order: string) => void, signal: AbortSignal): string {
    if (call.type !== 'function' || call.function.name !== 'refund_order') return 'There is no such tool.'
    let order: string
    try {
      ;({ order } = wanted.parse(JSON.parse(call.function.arguments)))
    } catch {
      return 'The arguments cannot be read. Name the order of this customer.'
    }
    signal.throwIfAborted()
    if (!this.#ledger.has(order)) {
      this.#ledger.add(order)
      refund(order)
    }
    return `Order ${order} is refunded.`
  }

  async handle(message: string, refund: (order: string) => void, signal: AbortSignal): Promise<{ text: string; refunded: boolean }> {
    const text = await pRetry(() => this.#talk(message, refund, signal), {
      retries: 2,
      minTimeout: 500,
      signal,
      shouldRetry: ({ error }) => !(error instanceof OpenAI.APIError && error.status !== undefined && error.status < 429),
    })
    return { text, refunded: this.#ledger.has('B-2077') }
  }
}

export const refundOnce: YardstickApp = {
  name: 'refund-once',
  story:
    'A refund agent whose whole conversation is tried again after a failure. A ledger of refunded orders ensures that each is refunded only once, today and tomorrow; only the order of this customer can be refunded, and the value says whether it was refunded.',
  sources: ['crewAIInc/crewAI#5802', 'openai/openai-agents-python#4254', 'razorpay/razorpay-mcp-server#128'],
  kind: 'effects',
  make() {
    const desk = new RefundDesk()
    return ({ observe, signal }) => desk.handle('Please refund my order B-2077.', (order) => observe.effect(`refund:${order}`), signal)
  },
  scripts: ordeals(
    {
      isFull: (value) => (value as { refunded: boolean }).refunded,
      fault: ({ effects }) => (effects.length > 1 ? 'An order is refunded twice.' : undefined),
    },
    {
      steps: [{ inject: [serverError().nth(2)] }, { after: 86_400_000 }],
      wrong: (runs) => {
        const refunds = runs.flat().flatMap(({ effects }) => effects).length
        return refunds === 1 ? undefined : `The order is refunded ${refunds} times.`
      },
    },
  ),
}
