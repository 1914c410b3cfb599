import OpenAI from 'openai'
import { offered } from './servers.ts'
import { ToolBox } from './tool-box.ts'

/** The most turns that a task is worth, and the most that it may cost, in euros. */
const mostTurns = 6
const mostEuros = 100

/** Whether the user wants a card to be charged: a model can have read that it should. */
function mayCharge(task: string, amount: unknown): boolean {
  return /^buy\b/i.test(task) && typeof amount === 'number' && amount <= mostEuros
}

/**
 * The same loop, in which a server can fail: the model hears of each failure, a charge has a key by which the bank knows it again and
 * needs the word of the user, and no process is left behind.
 * @param order the number of the order, by which the bank knows a charge again
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
      const { message } = (await model.chat.completions.create({ model: 'gpt-4o', messages, ...(tools.length === 0 ? {} : { tools }) }))
        .choices[0]!
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
