import OpenAI from 'openai'
import { task, tools, type Book, type Memory } from './booking.ts'

/** Runs the agent, and stores each turn after its tools have run. */
export async function runAgent(memory: Memory, book: Book): Promise<string> {
  const client = new OpenAI({ apiKey: 'test', logLevel: 'off' })
  for (;;) {
    const messages = memory.get('task') ?? [{ role: 'user', content: task }]
    const reply = await client.chat.completions.create({ model: 'gpt-4o', messages: [...messages], tools })
    const { message } = reply.choices[0]!
    if (message.tool_calls === undefined) return message.content ?? ''
    const results: OpenAI.ChatCompletionToolMessageParam[] = []
    for (const call of message.tool_calls) {
      if (call.type !== 'function') continue
      const { flight } = JSON.parse(call.function.arguments) as { flight: string }
      results.push({ role: 'tool', tool_call_id: call.id, content: await book(flight, crypto.randomUUID()) })
    }
    memory.set('task', [...messages, message, ...results])
  }
}
