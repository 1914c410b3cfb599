import OpenAI from 'openai'
import { z } from 'zod'
import { invalidToolArguments, unknownTool } from '../../../../faults/catalogue.ts'
import type { ScriptedRun, YardstickApp } from '../../yardstick-app.ts'

type Message = OpenAI.ChatCompletionMessageParam

const orders: Readonly<Record<string, string>> = { 'A-17': 'packed, leaves the warehouse tomorrow', 'B-20': 'delivered on Tuesday' }
const Arguments = z.object({ order: z.string().min(1) })
const tools: OpenAI.ChatCompletionTool[] = [
  {
    type: 'function',
    function: {
      name: 'look_up_order',
      description: 'Says where an order is.',
      parameters: { type: 'object', properties: { order: { type: 'string' } }, required: ['order'] },
    },
  },
]

class DeskSession {
  readonly #client = new OpenAI({ apiKey: 'test', maxRetries: 0 })
  readonly #history: Message[] = [{ role: 'system', content: 'You help customers of a mail order shop.' }]
  #queue: Promise<unknown> = Promise.resolve()

  /** One question after the other, as they share the history. */
  async ask(question: string, signal: AbortSignal): Promise<string> {
    const answer = this.#queue.then(async () => this.#turn(question, signal))
    this.#queue = answer.catch(() => undefined)
    return answer
  }

  async #complete(signal: AbortSignal): Promise<OpenAI.ChatCompletionMessage> {
    signal.throwIfAborted()
    const limit = AbortSignal.timeout(30_000)
    try {
      const completion = await this.#client.chat.completions.create(
        { model: 'gpt-4o-mini', tools, messages: this.#history },
        { signal: AbortSignal.any([signal, limit]) },
      )
      const choice = completion?.choices?.[0]
      const isTools = choice?.finish_reason === 'tool_calls' && choice.message.tool_calls?.length
      const isText = choice?.finish_reason === 'stop' && choice.message.content
      if (choice === undefined || !(isTools || isText)) throw new Error(`the reply ended with ${choice?.finish_reason ?? 'nothing'}`)
      return choice.message
    } catch (error) {
      if (signal.aborted) throw error
      const reason = limit.aborted ? 'no answer within 30 s' : error instanceof Error ? error.message : String(error)
      throw new Error(`The desk cannot answer now: ${reason}`, { cause: error })
    }
  }

  #runTool(call: OpenAI.ChatCompletionMessageToolCall): string {
    if (call.type !== 'function' || call.function.name !== 'look_up_order') throw new Error('The desk has no such tool.')
    const { order } = Arguments.parse(JSON.parse(call.function.arguments))
    return orders[order] ?? `There is no order ${order}.`
  }

  async #turn(question: string, signal: AbortSignal): Promise<string> {
    const before = this.#history.length
    this.#history.push({ role: 'user', content: question })
    for (let step = 0; step < 4; step += 1) {
      const message = await this.#complete(signal).catch((error: unknown) => {
        this.#history.length = before
        throw error
      })
      this.#history.push(message)
      if (!message.tool_calls?.length) return message.content ?? ''
      for (const call of message.tool_calls) this.#history.push({ role: 'tool', tool_call_id: call.id, content: this.#runTool(call) })
    }
    this.#history.length = before
    throw new Error('The desk cannot answer now: it needed too many steps.')
  }
}

function wrong(runs: readonly ScriptedRun[][]): string | undefined {
  const last = runs.at(-1)?.[0]
  if (last?.error === undefined || last.journal.calls.some(({ fired }) => fired.length > 0)) return undefined
  return `The session is broken for good: ${last.error instanceof Error ? last.error.message : 'an error'}`
}

export const orderDesk: YardstickApp = {
  name: 'order-desk',
  story: `A session of a help desk with a tool, on the OpenAI SDK. Questions wait for each other, and when a call fails, the history is set
    back. Bug: the history is not set back when the model asked for a tool with bad arguments. The call stays in it without a result, the
    provider refuses every later request, and the customer can never ask again in this session.`,
  sources: ['openclaw/openclaw#4204', 'earendil-works/pi#4189', 'strands-agents/harness-sdk#1123'],
  faultsNeeded: 1,
  kind: 'history',
  make() {
    const session = new DeskSession()
    return async ({ signal }) => session.ask('Where is my order A-17?', signal)
  },
  scripts: [
    { steps: [{ inject: [invalidToolArguments({ kind: 'truncated' }).first(1)] }, { after: 60_000 }], wrong },
    { steps: [{}, { inject: [unknownTool().first(1)] }, { after: 86_400_000 }], wrong },
  ],
}
