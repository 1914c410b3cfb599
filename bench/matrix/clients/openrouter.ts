import { HTTPClient, OpenRouter } from '@openrouter/sdk'
import type { ChatRequest, ChatResult, ChatStreamChunk } from '@openrouter/sdk/models'
import { openrouter } from '../../../src/index.ts'
import type { Ask, Client } from '../client.ts'
import { question, schema, toolDescription, toolName } from '../task.ts'

const prose: ChatRequest = { model: 'openai/gpt-4o', messages: [{ role: 'user', content: question }] }
const withTool: ChatRequest = {
  ...prose,
  tools: [{ type: 'function', function: { name: toolName, description: toolDescription, parameters: schema } }],
}
const inJson: ChatRequest = {
  ...prose,
  responseFormat: { type: 'json_schema', jsonSchema: { name: 'place', strict: true, schema } },
}

/** The SDK keeps the `fetch` that is there when its HTTP client is made. */
function client(): OpenRouter {
  return new OpenRouter({ apiKey: 'test', httpClient: new HTTPClient() })
}

const send =
  (chatRequest: ChatRequest): Ask =>
  async (shown, signal) => {
    const { choices } = (await client().chat.send({ chatRequest: { ...chatRequest, stream: false } }, { signal })) as ChatResult
    const message = choices[0]?.message
    shown.text(typeof message?.content === 'string' ? message.content : (message?.refusal ?? ''))
    for (const call of message?.toolCalls ?? []) if ('function' in call) shown.toolCall(call.function.name, call.function.arguments)
    shown.finish(message?.refusal == null ? choices[0]?.finishReason : 'refusal')
  }

const sendStream =
  (chatRequest: ChatRequest): Ask =>
  async (shown, signal) => {
    const stream = (await client().chat.send(
      { chatRequest: { ...chatRequest, stream: true } },
      { signal },
    )) as AsyncIterable<ChatStreamChunk>
    const calls = new Map<number, { name: string; arguments: string }>()
    let isRefused = false
    for await (const chunk of stream) {
      if (chunk.error !== undefined) throw new Error(chunk.error.message)
      const choice = chunk.choices[0]
      shown.text(choice?.delta.content ?? choice?.delta.refusal ?? '')
      for (const { index, function: part } of choice?.delta.toolCalls ?? []) {
        const call = calls.get(index) ?? { name: '', arguments: '' }
        calls.set(index, { name: call.name + (part?.name ?? ''), arguments: call.arguments + (part?.arguments ?? '') })
      }
      isRefused ||= choice?.delta.refusal != null
      shown.finish(isRefused ? 'refusal' : choice?.finishReason)
    }
    for (const call of calls.values()) shown.toolCall(call.name, call.arguments)
  }

const common = { packages: ['@openrouter/sdk'], providers: [openrouter] } as const

export const clients: readonly Client[] = [
  { ...common, name: '@openrouter/sdk', asks: { complete: send(prose), tools: send(withTool), structured: send(inJson) } },
  {
    ...common,
    name: '@openrouter/sdk, stream: true',
    asks: { streamed: sendStream(prose), tools: sendStream(withTool), structured: sendStream(inJson) },
  },
]
