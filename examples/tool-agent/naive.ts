import type { Client } from '@modelcontextprotocol/sdk/client/index.js'
import OpenAI from 'openai'
import { connect, offered, serverNames, textOf } from './servers.ts'

/** The loop of the guides: connect to every server, run the model's tool calls, retry once after a failure, and continue. */
export async function shop(task: string): Promise<{ text: string }> {
  const clients = await Promise.all(serverNames.map((name) => connect(name, { stderr: 'pipe' })))
  const owners = new Map<string, Client>()
  const tools: OpenAI.ChatCompletionTool[] = []
  for (const client of clients)
    for (const tool of (await client.listTools()).tools) {
      owners.set(tool.name, client)
      tools.push(offered(tool))
    }
  const model = new OpenAI({ apiKey: 'test', logLevel: 'off' })
  const messages: OpenAI.ChatCompletionMessageParam[] = [{ role: 'user', content: task }]
  for (;;) {
    const { message } = (await model.chat.completions.create({ model: 'gpt-4o', messages, tools })).choices[0]!
    messages.push(message)
    if (message.tool_calls === undefined) {
      for (const client of clients) await client.close()
      return { text: message.content ?? '' }
    }
    for (const call of message.tool_calls) {
      if (call.type !== 'function') continue
      const { name, arguments: given } = call.function
      const run = (): Promise<object> => owners.get(name)!.callTool({ name, arguments: JSON.parse(given) as Record<string, unknown> })
      const result = await run()
        .catch(run)
        .catch(() => ({ content: [] }))
      messages.push({ role: 'tool', tool_call_id: call.id, content: textOf(result) })
    }
  }
}
