import Anthropic from '@anthropic-ai/sdk'
import { z } from 'zod'
import type { Task } from '../../../../src/property/index.ts'
import {
  authenticationFailed,
  invalidToolArguments,
  truncatedAtMaxTokens,
  overloaded,
  repeatedToolCall,
  serverError,
  slowFirstToken,
  truncatedStream,
} from '../../../../faults/index.ts'
import type { ScriptedRun, YardstickApp } from '../../yardstick-app.ts'
import { checked, finishedAnswers, recovering } from '../checked.ts'
import { within } from '../within.ts'

const order = { id: 'order-17', paid: 80 }
const canned = 'Your refund is on its way. It takes three to five days.'

const refundInput = z.strictObject({ order: z.literal(order.id), amount: z.number().positive().max(order.paid) })
const refundTool: Anthropic.Tool = {
  name: 'refund',
  description: 'Pays money back to the customer.',
  input_schema: {
    type: 'object',
    properties: { order: { type: 'string', enum: [order.id] }, amount: { type: 'number', minimum: 1, maximum: order.paid } },
    required: ['order', 'amount'],
    additionalProperties: false,
  },
}

interface Outcome {
  readonly reply: string
  readonly refunded: boolean
  readonly writtenBy: 'model' | 'template'
}

function checkedCall({ id, name, input }: Anthropic.ToolUseBlock): { id: string; name: string; input: z.infer<typeof refundInput> } {
  if (name !== refundTool.name) throw new Error(`There is no tool ${name}.`)
  return { id, name, input: refundInput.parse(input) }
}

function make(): Task {
  const client = new Anthropic({ apiKey: 'test', maxRetries: 2, timeout: 60_000 })

  return async ({ observe, signal }): Promise<Outcome> => {
    const messages: Anthropic.MessageParam[] = [
      { role: 'user', content: `The lamp of ${order.id} came broken, I paid 80 euros. I want my money back.` },
    ]
    const asked = await client.messages.create(
      { model: 'claude-sonnet-4-6', max_tokens: 500, messages, tools: [refundTool], tool_choice: { type: 'tool', name: 'refund' } },
      { signal: within(90_000, signal) },
    )
    if (asked.stop_reason !== 'tool_use') throw new Error(`No refund was decided: ${String(asked.stop_reason)}`)
    // All calls are checked before the first one pays.
    const calls = asked.content.filter((block) => block.type === 'tool_use').map(checkedCall)
    if (calls.length === 0) throw new Error('No refund was decided.')
    const paid = new Set<string>()
    for (const { name, input } of calls) {
      if (!paid.has(input.order)) observe.effect(`refund:${input.order}`, { name, arguments: input })
      paid.add(input.order)
    }
    const results = calls.map(({ id, input }) => ({
      type: 'tool_result' as const,
      tool_use_id: id,
      content: `${input.amount} euros were paid back`,
    }))

    // The money has left: from here on the customer gets that answer, whether or not the model fails.
    try {
      signal?.throwIfAborted()
      const closing = await client.messages.create(
        {
          model: 'claude-sonnet-4-6',
          max_tokens: 300,
          messages: [...messages, { role: 'assistant', content: asked.content }, { role: 'user', content: results }],
          tools: [refundTool],
          tool_choice: { type: 'none' },
        },
        { signal: within(90_000, signal) },
      )
      const reply = closing.content.map((block) => (block.type === 'text' ? block.text : '')).join('')
      if (closing.stop_reason === 'end_turn' && reply.trim() !== '') return { reply, refunded: true, writtenBy: 'model' }
    } catch (error) {
      observe.alert(`The closing words failed: ${String(error)}`)
    }
    return { reply: canned, refunded: true, writtenBy: 'template' }
  }
}

function wrong(run: ScriptedRun): string | undefined {
  if (run.effects.length > 1) return 'The money was paid back twice.'
  if (run.error !== undefined) return run.effects.length === 0 ? undefined : 'The money was paid back, and the task failed all the same.'
  const { reply, writtenBy } = run.value as Outcome
  if (run.effects.length !== 1) return 'A refund is reported that never happened.'
  return writtenBy === 'model' && !finishedAnswers(run).includes(reply) ? 'The reply is not a finished one.' : undefined
}

export const refundDesk: YardstickApp = {
  name: 'refund-desk',
  story:
    'An agent on Claude decides a refund by a tool call with checked arguments, pays it once for each order however often the tool is called, and has Claude write the closing words. If that fails, a template says that the money is on its way: the task never fails once it has paid.',
  sources: ['razorpay/razorpay-mcp-server#128', 'circlefin/payments-sample-app#35', 'juspay/clairvoyance#477'],
  kind: 'effects',
  make,
  scripts: [
    ...checked(wrong, [
      [{ inject: [serverError().first(1)] }],
      [{ inject: [serverError().nth(2), serverError().nth(3), serverError().nth(4)] }],
      [{ inject: [truncatedStream({ at: '100 bytes' }).nth(2)] }],
      [{ inject: [truncatedStream({ at: '100 bytes' }).first(1)] }],
      [{ inject: [authenticationFailed()] }],
      [{ inject: [invalidToolArguments()] }],
      [{ inject: [repeatedToolCall()] }],
      [{ inject: [truncatedAtMaxTokens().nth(2)] }],
      [{ inject: [overloaded({ retryAfter: '10s' }).first(1)], copies: 2 }],
      [{ inject: [slowFirstToken({ by: '20s' }).nth(2)], abortAfter: 5000 }],
    ]),
    recovering(wrong, [{ inject: [serverError()] }, { after: 86_400_000 }]),
  ],
}
