import OpenAI from 'openai'
import { openai } from '../../src/index.ts'
import { clientOptions, given, readAll, schema, system, usualQuestion, wholeTime, type Dialect } from './dialect.ts'

/** OpenAI Chat Completions, by its official SDK. */
export const openaiChat: Dialect = {
  name: 'OpenAI Chat',
  provider: openai,
  client: 'openai',
  async ask({ stream, question = usualQuestion, json, tool }) {
    const client = new OpenAI(clientOptions)
    const result =
      typeof tool === 'object'
        ? [
            {
              role: 'assistant' as const,
              tool_calls: [{ id: 'call_0', type: 'function' as const, function: { name: 'track', arguments: given } }],
            },
            { role: 'tool' as const, tool_call_id: 'call_0', content: tool.result },
          ]
        : []
    const body = {
      model: 'gpt-4o',
      messages: [{ role: 'system' as const, content: system }, { role: 'user' as const, content: question }, ...result],
      ...(json === true && { response_format: { type: 'json_schema' as const, json_schema: { name: 'place', strict: true, schema } } }),
      ...(tool !== undefined && {
        tools: [{ type: 'function' as const, function: { name: 'track', parameters: schema } }],
        parallel_tool_calls: false,
        tool_choice: tool === 'required' ? ('required' as const) : ('none' as const),
      }),
    }
    const signal = AbortSignal.timeout(wholeTime)
    if (!stream) return client.chat.completions.create(body, { signal })
    return readAll(await client.chat.completions.create({ ...body, stream, stream_options: { include_usage: true } }, { signal }))
  },
}
