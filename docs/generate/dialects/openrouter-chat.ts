import { HTTPClient, OpenRouter } from '@openrouter/sdk'
import { openrouter } from '../../../src/index.ts'
import { fetchUntil, given, readAll, schema, system, usualQuestion, wholeTime, type Dialect } from './dialect.ts'

/** OpenRouter's Chat Completions, with its official SDK. */
export const openrouterChat: Dialect = {
  name: 'OpenRouter',
  provider: openrouter,
  client: '@openrouter/sdk',
  async ask({ stream, question = usualQuestion, json, tool }) {
    const httpClient = new HTTPClient({ fetcher: fetchUntil(AbortSignal.timeout(wholeTime)) })
    const client = new OpenRouter({ apiKey: 'test', retryConfig: { strategy: 'none' }, timeoutMs: 20_000, httpClient })
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
    const chatRequest = {
      model: 'openai/gpt-4o',
      messages: [{ role: 'system' as const, content: system }, { role: 'user' as const, content: question }, ...result],
      ...(json === true && { responseFormat: { type: 'json_schema' as const, jsonSchema: { name: 'place', strict: true, schema } } }),
      ...(tool !== undefined && {
        tools: [{ type: 'function' as const, function: { name: 'track', parameters: schema } }],
        parallelToolCalls: false,
        toolChoice: tool === 'required' ? ('required' as const) : ('none' as const),
      }),
    }
    const answer = await client.chat.send({ chatRequest: { ...chatRequest, stream } })
    return 'choices' in answer ? answer : readAll(answer)
  },
}
