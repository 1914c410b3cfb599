import { Ollama, type ChatRequest } from 'ollama'
import { ollama } from '../../../src/index.ts'
import type { Ask, Client } from '../client.ts'
import { question, schema, toolDescription, toolName } from '../task.ts'

type Request = Omit<ChatRequest, 'stream'>

const prose: Request = { model: 'llama3.2', messages: [{ role: 'user', content: question }] }
const withTool: Request = {
  ...prose,
  tools: [{ type: 'function', function: { name: toolName, description: toolDescription, parameters: schema } }],
}
const inJson: Request = { ...prose, format: schema }

const chat =
  (request: Request): Ask =>
  async (shown) => {
    const { message, done_reason: reason } = await new Ollama().chat({ ...request, stream: false })
    shown.text(message.content ?? '')
    for (const call of message.tool_calls ?? []) shown.toolCall(call.function.name, call.function.arguments)
    shown.finish(reason)
  }

const chatStream =
  (request: Request): Ask =>
  async (shown, signal) => {
    const client = new Ollama()
    signal.addEventListener('abort', () => client.abort())
    for await (const { message, done, done_reason: reason } of await client.chat({ ...request, stream: true })) {
      shown.text(message.content ?? '')
      for (const call of message.tool_calls ?? []) shown.toolCall(call.function.name, call.function.arguments)
      if (done) shown.finish(reason)
    }
  }

const common = { packages: ['ollama'], providers: [ollama] } as const

export const clients: readonly Client[] = [
  { ...common, name: 'ollama chat', aborts: false, asks: { complete: chat(prose), tools: chat(withTool), structured: chat(inJson) } },
  {
    ...common,
    name: 'ollama chat, stream: true',
    asks: { streamed: chatStream(prose), tools: chatStream(withTool), structured: chatStream(inJson) },
  },
]
