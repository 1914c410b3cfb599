import OpenAI from 'openai'
import { invalidToolArguments, serverError } from '../../../../faults/index.ts'
import type { Observe } from '../../../../src/property/index.ts'
import { rightScripts } from '../checks.ts'
import { askedWait, pause } from '../pause.ts'
import type { YardstickApp } from '../../yardstick-app.ts'

const tool: OpenAI.ChatCompletionTool = {
  type: 'function',
  function: {
    name: 'cancel_booking',
    description: 'Cancels the booking of the customer.',
    parameters: { type: 'object', properties: {}, additionalProperties: true },
  },
}

function retryAfter(error: unknown): number {
  return error instanceof OpenAI.RateLimitError || error instanceof OpenAI.InternalServerError ? askedWait(error.headers) : 0
}

export const agentWithLedger: YardstickApp = {
  name: 'agent-with-ledger',
  story:
    'A travel agent cancels a booking through a tool, and is run again from the start, up to twice, when the model fails. The tool writes a ledger by booking and does nothing the second time, so the repetition harms nobody. What the model says in its arguments is not used. If all runs fail after the cancellation, the customer gets a fixed text that says what was done.',
  sources: ['agno-agi/agno#10366', 'Lexus2016/hermes-agent-evolution#1953'],
  kind: 'effects',
  make() {
    const client = new OpenAI({ apiKey: 'test', maxRetries: 0, timeout: 30_000 })
    const ledger = new Set<string>()
    let bookings = 0

    async function run(booking: string, observe: Observe, signal: AbortSignal): Promise<string> {
      const messages: OpenAI.ChatCompletionMessageParam[] = [
        { role: 'user', content: `Please cancel booking ${booking} and write to the customer.` },
      ]
      for (const turn of ['act', 'write'] as const) {
        const completion = await client.chat.completions.create(
          { model: 'gpt-4o-mini', messages, ...(turn === 'act' ? { tools: [tool], tool_choice: 'required' as const } : {}) },
          { signal },
        )
        const choice = completion?.choices?.[0]
        if (choice === undefined || choice.finish_reason === 'length') throw new Error('The reply is incomplete.')
        if (turn === 'write' && choice.finish_reason === 'stop' && choice.message.content) return choice.message.content
        const call = choice.message.tool_calls?.[0]
        if (call?.type !== 'function' || call.function.name !== 'cancel_booking') throw new Error('The model did not act.')
        if (!ledger.has(booking)) {
          ledger.add(booking)
          observe.effect(`cancel ${booking}`)
        }
        messages.push({ role: 'assistant', tool_calls: [call] }, { role: 'tool', tool_call_id: call.id, content: 'Canceled.' })
      }
      throw new Error('The model wrote no message.')
    }

    return async ({ observe, signal }) => {
      const booking = `B${(bookings += 1)}`
      for (let attempt = 1; ; attempt += 1) {
        try {
          return { booking, message: await run(booking, observe, signal), template: false }
        } catch (error) {
          const isRefused = error instanceof OpenAI.APIError && error.status !== undefined && error.status < 500 && error.status !== 429
          if (!signal.aborted && !isRefused && attempt < 3) {
            await pause(Math.max(40_000 * attempt, retryAfter(error)), signal)
            if (!signal.aborted) continue
          }
          if (!ledger.has(booking)) throw error
          return { booking, message: 'Your booking was canceled.', template: true }
        }
      }
    }
  },
  scripts: rightScripts(
    [[{ inject: [serverError().nth(2)] }], [{ inject: [serverError().nth(2)], copies: 2 }], [{ inject: [invalidToolArguments()] }]],
    (run) => {
      if (new Set(run.effects).size !== run.effects.length) return 'A booking was canceled twice.'
      return run.value !== undefined && run.effects.length === 0
        ? 'The customer was told of a cancellation that did not happen.'
        : undefined
    },
  ),
}
