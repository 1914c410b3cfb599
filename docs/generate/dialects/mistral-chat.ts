import { HTTPClient, Mistral } from '@mistralai/mistralai'
import { mistral } from '../../../src/index.ts'
import { fetchUntil, given, readAll, schema, system, usualQuestion, wholeTime, type Dialect } from './dialect.ts'

/** Mistral's Chat Completions, with its official SDK. */
export const mistralChat: Dialect = {
  name: 'Mistral',
  provider: mistral,
  client: '@mistralai/mistralai',
  async ask({ stream, question = usualQuestion, json, tool }) {
    const signal = AbortSignal.timeout(wholeTime)
    const { chat } = new Mistral({ apiKey: 'test', timeoutMs: 20_000, httpClient: new HTTPClient({ fetcher: fetchUntil(signal) }) })
    const result =
      typeof tool === 'object'
        ? [
            {
              role: 'assistant' as const,
              toolCalls: [{ id: 'D681PevKs', type: 'function' as const, function: { name: 'track', arguments: given } }],
            },
            { role: 'tool' as const, toolCallId: 'D681PevKs', content: tool.result },
          ]
        : []
    const body = {
      model: 'mistral-large-latest',
      messages: [{ role: 'system' as const, content: system }, { role: 'user' as const, content: question }, ...result],
      ...(json === true && {
        responseFormat: { type: 'json_schema' as const, jsonSchema: { name: 'place', strict: true, schemaDefinition: schema } },
      }),
      ...(tool !== undefined && {
        tools: [{ type: 'function' as const, function: { name: 'track', parameters: schema } }],
        parallelToolCalls: false,
        toolChoice: tool === 'required' ? ('required' as const) : ('none' as const),
      }),
    }
    return stream ? readAll(await chat.stream(body)) : chat.complete(body)
  },
}
