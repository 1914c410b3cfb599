import OpenAI from 'openai'
import { offered } from './servers.ts'
import { ToolBox } from './tool-box.ts'

/** The most turns of a task, and the limit of its cost in euros. */
const mostTurns = 6
const mostEuros = 100

/** Whether the user wants a card to be charged: injected content can cause the model's call. */
function mayCharge(task: string, amount: unknown): boolean {
  return /^buy\b/i.test(task) && typeof amount === 'number' && amount <= mostEuros
}

/**
 * The same loop, but servers can fail: the model gets each failure, a charge has an idempotency key and
 * needs the user's consent, and no process is left running.
 * @param order the number of the order, which is the idempotency key of a charge
 * @throws Error if the task takes too many turns
 */
export async function shop(task: string, order: string): Promise<{ text: string }> {
  const box = new ToolBox()
  const run = async (name: string, input: Readonly<Record<string, unknown>>): Promise<string> => {
    if (name !== 'charge') return box.run(name, input)
    if (!mayCharge(task, input['amount'])) return 'Not allowed: the user has not asked for this charge.'
    return box.run(name, { ...input, idempotencyKey: order })
  }
  try {
    await box.open()
    const model = new OpenAI({ apiKey: 'test', logLevel: 'off', timeout: 20_000 })
    const messages: OpenAI.ChatCompletionMessageParam[] = [{ role: 'user', content: task }]
    for (let turn = 0; turn < mostTurns; turn++) {
      const tools = box.tools.map(offered)
      const { choices } = await model.chat.completions.create({ model: 'gpt-4o', messages, ...(tools.length === 0 ? {} : { tools }) })
      const [{ message, finish_reason: finish }] = choices as [OpenAI.ChatCompletion.Choice]
      if (finish !== 'stop' && finish !== 'tool_calls') throw new Error(`The answer is not complete: ${finish}.`)
      messages.push(message)
      if (message.tool_calls === undefined) return { text: message.content ?? '' }
      for (const call of message.tool_calls) {
        if (call.type !== 'function') continue
        const { name, arguments: given } = call.function
        const content = await run(name, JSON.parse(given) as Record<string, unknown>).catch(
          (error: unknown) => `The tool failed: ${error instanceof Error ? error.message : String(error)}`,
        )
        messages.push({ role: 'tool', tool_call_id: call.id, content })
      }
    }
    throw new Error('The task takes too many turns.')
  } finally {
    await box.close()
  }
}
