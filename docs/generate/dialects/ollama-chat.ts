import { Ollama } from 'ollama'
import { ollama } from '../../../src/index.ts'
import { given, readAll, schema, system, usualQuestion, wholeTime, type Dialect } from './dialect.ts'

/** Ollama's chat, with its official client. It has no retries and cannot abort a non-streaming call: `fetch` must do that. */
export const ollamaChat: Dialect = {
  name: 'Ollama',
  provider: ollama,
  client: 'ollama',
  spares: {
    'comments-only': 'JSON lines have no comments',
    'keep-alive-comments': 'JSON lines have no comments',
    'unterminated-event': 'JSON lines are not events',
    'unspaced-fields': 'lines of JSON have no fields',
    'event-after-terminal': 'the client closes the connection at the line with `done`',
    'forbidden-parallel-calls': 'an app cannot forbid them',
  },
  async ask({ stream, question = usualQuestion, json, tool }) {
    const deadline = AbortSignal.timeout(wholeTime)
    const client = new Ollama({
      fetch: (input, init) => fetch(input, { ...init, signal: init?.signal ? AbortSignal.any([init.signal, deadline]) : deadline }),
    })
    const result =
      typeof tool === 'object'
        ? [
            {
              role: 'assistant',
              content: '',
              tool_calls: [{ function: { name: 'track', arguments: JSON.parse(given) as Record<string, unknown> } }],
            },
            { role: 'tool', tool_name: 'track', content: tool.result },
          ]
        : []
    const request = {
      model: 'llama3.2',
      messages: [{ role: 'system', content: system }, { role: 'user', content: question }, ...result],
      ...(json === true && { format: schema }),
      ...(tool !== undefined && { tools: [{ type: 'function', function: { name: 'track', parameters: schema } }] }),
    }
    if (!stream) return client.chat(request)
    return readAll(await client.chat({ ...request, stream }))
  },
}
