import { CohereClientV2 } from 'cohere-ai'
import { cohere } from '../../../src/index.ts'
import { given, readAll, schema, system, usualQuestion, wholeTime, type Dialect } from './dialect.ts'

/** Cohere's chat, with its official SDK. */
export const cohereChat: Dialect = {
  name: 'Cohere',
  provider: cohere,
  client: 'cohere-ai',
  spares: { 'forbidden-parallel-calls': 'an app cannot forbid them' },
  async ask({ stream, question = usualQuestion, json, tool }) {
    const client = new CohereClientV2({ token: 'test', maxRetries: 0, timeoutInSeconds: 20 })
    const result =
      typeof tool === 'object'
        ? [
            {
              role: 'assistant' as const,
              toolCalls: [{ id: 'call_0', type: 'function' as const, function: { name: 'track', arguments: given } }],
            },
            { role: 'tool' as const, toolCallId: 'call_0', content: tool.result },
          ]
        : []
    const request = {
      model: 'command-a-03-2025',
      messages: [{ role: 'system' as const, content: system }, { role: 'user' as const, content: question }, ...result],
      ...(json === true && { responseFormat: { type: 'json_object' as const, jsonSchema: schema } }),
      ...(tool !== undefined && {
        tools: [{ type: 'function' as const, function: { name: 'track', parameters: schema } }],
        toolChoice: tool === 'required' ? ('REQUIRED' as const) : ('NONE' as const),
      }),
    }
    const options = { abortSignal: AbortSignal.timeout(wholeTime) }
    if (!stream) return client.chat(request, options)
    return readAll(await client.chatStream(request, options))
  },
}
