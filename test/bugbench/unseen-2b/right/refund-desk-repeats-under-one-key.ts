import Anthropic from '@anthropic-ai/sdk'
import pRetry, { AbortError } from 'p-retry'
import { z } from 'zod'
import { badRequest, connectionReset, serverError, truncatedStream, wrongContentLength } from '../../../../faults/catalogue.ts'
import type { ScriptedRun, YardstickApp } from '../../yardstick-app.ts'

const reasonSchema = z.object({ reason: z.string() })

function wrong(runs: readonly ScriptedRun[][]): string | undefined {
  const refunds = runs.flat().flatMap(({ effects }) => effects)
  if (refunds.length > 1) return 'The customer is refunded twice.'
  const told = runs.flat().some(({ value }) => value !== undefined)
  return told && refunds.length === 0 ? 'The customer is told of a refund that was never made.' : undefined
}

export const refundDeskRepeatsUnderOneKey: YardstickApp = {
  name: 'refund-desk-repeats-under-one-key',
  story:
    'Refund agent on the Anthropic SDK: one call decides by a tool, a second words the answer. The whole conversation is repeated once when an answer is lost or not complete, and later runs of the case repeat it, too. The bank books each case once, by its key, and returns the first booking afterwards. Unusual: the tool is executed again and again.',
  sources: ['medusajs/medusa#16681', 'razorpay/razorpay-mcp-server#128', 'triggerdotdev/trigger.dev#4650'],
  kind: 'effects',
  make() {
    const client = new Anthropic({ apiKey: 'test', timeout: 30_000, maxRetries: 1 })
    const booked = new Map<string, string>()
    const tool: Anthropic.Tool = {
      name: 'refund',
      input_schema: { type: 'object', properties: { reason: { type: 'string' } }, required: ['reason'] },
    }
    // The SDK has repeated the call already, or must not.
    const answered = (error: unknown): boolean => error instanceof Anthropic.APIError

    return async ({ observe, signal }) => {
      const key = 'case-19'
      const book = (use: Anthropic.ToolUseBlock): string => {
        const first = booked.get(key) ?? `R-${booked.size + 1}`
        if (!booked.has(key)) observe.effect(`refund:${key}`, { name: use.name, arguments: reasonSchema.parse(use.input) })
        booked.set(key, first)
        return first
      }
      const converse = async (): Promise<string> => {
        const messages: Anthropic.MessageParam[] = [{ role: 'user', content: 'The lamp arrived broken. Please refund it.' }]
        const ask = { model: 'claude-sonnet-4-6', max_tokens: 600, tools: [tool] }
        const decision = await client.messages.create(
          { ...ask, messages, tool_choice: { type: 'tool', name: 'refund', disable_parallel_tool_use: true } },
          { signal },
        )
        const use = decision.content.find((block) => block.type === 'tool_use')
        if (decision.stop_reason !== 'tool_use' || use === undefined || use.name !== 'refund')
          throw new Error(`The decision ended with ${decision.stop_reason}.`)
        const result = { type: 'tool_result' as const, tool_use_id: use.id, content: `Booked as ${book(use)}.` }
        messages.push({ role: 'assistant', content: decision.content }, { role: 'user', content: [result] })
        const answer = await client.messages.create({ ...ask, messages, tool_choice: { type: 'none' } }, { signal })
        const text = answer.content.map((block) => (block.type === 'text' ? block.text : '')).join('')
        if (answer.stop_reason !== 'end_turn' || text === '') throw new Error(`The answer ended with ${answer.stop_reason}.`)
        return text
      }
      const careful = () => converse().catch((error: unknown) => Promise.reject(answered(error) ? new AbortError(error as Error) : error))
      const text = await pRetry(careful, { retries: 1, minTimeout: 1_000, signal })
      return { text, booking: booked.get(key) }
    }
  },
  scripts: [
    { steps: [{ inject: [serverError().nth(2)] }, {}], wrong },
    { steps: [{ inject: [connectionReset().every(2)] }, { copies: 2 }, { after: 86_400_000 }], wrong },
    { steps: [{ inject: [wrongContentLength()] }, { inject: [truncatedStream()] }], wrong },
    { steps: [{ inject: [badRequest().nth(2)] }, { abortAfter: 0 }, {}], wrong },
  ],
}
