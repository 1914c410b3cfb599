import { HTTPClient, Mistral } from '@mistralai/mistralai'
import type { ChatCompletionRequest } from '@mistralai/mistralai/models/components'
import { mistral } from '../../../src/index.ts'
import type { Ask, Client } from '../client.ts'
import { question, schema, toolDescription, toolName } from '../task.ts'

const prose: ChatCompletionRequest = { model: 'mistral-large-latest', messages: [{ role: 'user', content: question }] }
const withTool: ChatCompletionRequest = {
  ...prose,
  tools: [{ type: 'function', function: { name: toolName, description: toolDescription, parameters: schema } }],
}
const inJson: ChatCompletionRequest = {
  ...prose,
  responseFormat: { type: 'json_schema', jsonSchema: { name: 'place', strict: true, schemaDefinition: schema } },
}

/** The SDK keeps the `fetch` that is there when its HTTP client is made. */
function client(): Mistral {
  return new Mistral({ apiKey: 'test', httpClient: new HTTPClient() })
}

const complete =
  (request: ChatCompletionRequest): Ask =>
  async (shown, signal) => {
    const { choices } = await client().chat.complete(request, { signal })
    const message = choices[0]?.message
    shown.text(typeof message?.content === 'string' ? message.content : '')
    for (const call of message?.toolCalls ?? []) shown.toolCall(call.function.name, call.function.arguments)
    shown.finish(choices[0]?.finishReason)
  }

const stream =
  (request: ChatCompletionRequest): Ask =>
  async (shown, signal) => {
    const calls = new Map<number, { name: string; arguments: string }>()
    for await (const { data } of await client().chat.stream(request, { signal })) {
      const choice = data.choices[0]
      if (typeof choice?.delta.content === 'string') shown.text(choice.delta.content)
      for (const { index = 0, function: part } of choice?.delta.toolCalls ?? []) {
        const given = typeof part.arguments === 'string' ? part.arguments : JSON.stringify(part.arguments)
        const call = calls.get(index) ?? { name: part.name, arguments: '' }
        calls.set(index, { name: call.name, arguments: call.arguments + given })
      }
      shown.finish(choice?.finishReason)
    }
    for (const call of calls.values()) shown.toolCall(call.name, call.arguments)
  }

const common = { packages: ['@mistralai/mistralai'], providers: [mistral] } as const

export const clients: readonly Client[] = [
  { ...common, name: '@mistralai/mistralai', asks: { complete: complete(prose), tools: complete(withTool), structured: complete(inJson) } },
  {
    ...common,
    name: '@mistralai/mistralai .stream()',
    asks: { streamed: stream(prose), tools: stream(withTool), structured: stream(inJson) },
  },
]
