import { CohereClientV2, type Cohere } from 'cohere-ai'
import { cohere } from '../../../src/index.ts'
import type { Ask, Client } from '../client.ts'
import { question, schema, toolDescription, toolName } from '../task.ts'

type Request = Cohere.V2ChatRequest

const prose: Request = { model: 'command-a-03-2025', messages: [{ role: 'user', content: question }] }
const withTool: Request = {
  ...prose,
  tools: [{ type: 'function', function: { name: toolName, description: toolDescription, parameters: schema } }],
}
const inJson: Request = { ...prose, responseFormat: { type: 'json_object', jsonSchema: schema } }

function client(): CohereClientV2 {
  return new CohereClientV2({ token: 'test' })
}

const chat =
  (request: Request): Ask =>
  async (shown, abortSignal) => {
    const { message, finishReason } = await client().chat(request, { abortSignal })
    for (const part of message.content ?? []) if (part.type === 'text') shown.text(part.text)
    for (const call of message.toolCalls ?? []) shown.toolCall(call.function?.name ?? '', call.function?.arguments)
    shown.finish(finishReason)
  }

const chatStream =
  (request: Request): Ask =>
  async (shown, abortSignal) => {
    let call: { name: string; arguments: string } | undefined
    for await (const event of await client().chatStream(request, { abortSignal })) {
      if (event.type === 'content-delta') shown.text(event.delta?.message?.content?.text ?? '')
      if (event.type === 'tool-call-start') call = { name: event.delta?.message?.toolCalls?.function?.name ?? '', arguments: '' }
      if (event.type === 'tool-call-delta' && call !== undefined)
        call.arguments += event.delta?.message?.toolCalls?.function?.arguments ?? ''
      if (event.type === 'message-end') shown.finish(event.delta?.finishReason)
    }
    if (call !== undefined) shown.toolCall(call.name, call.arguments)
  }

const common = { packages: ['cohere-ai'], providers: [cohere] } as const

export const clients: readonly Client[] = [
  { ...common, name: 'cohere-ai chat', asks: { complete: chat(prose), tools: chat(withTool), structured: chat(inJson) } },
  {
    ...common,
    name: 'cohere-ai chatStream',
    asks: { streamed: chatStream(prose), tools: chatStream(withTool), structured: chatStream(inJson) },
  },
]
