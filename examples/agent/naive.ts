import OpenAI from 'openai'
import { declared, type Assignment } from './assignment.ts'

/** The loop of the function calling guide: run tools as long as the model calls any, and believe its answer. */
export async function runAgent({ instructions, task, tools }: Assignment): Promise<{ text: string }> {
  const client = new OpenAI({ apiKey: 'test', logLevel: 'off' })
  const messages: OpenAI.ChatCompletionMessageParam[] = [
    { role: 'system', content: instructions },
    { role: 'user', content: task },
  ]
  for (;;) {
    const reply = await client.chat.completions.create({ model: 'gpt-4o', messages, tools: tools.map(declared) })
    const { message } = reply.choices[0]!
    messages.push(message)
    if (message.tool_calls === undefined) return { text: message.content ?? '' }
    for (const call of message.tool_calls) {
      if (call.type !== 'function') continue
      const tool = tools.find(({ name }) => name === call.function.name)!
      messages.push({ role: 'tool', tool_call_id: call.id, content: tool.run(JSON.parse(call.function.arguments)) })
    }
  }
}
