import OpenAI from 'openai'
import { openai } from '../../../src/index.ts'
import { clientOptions, given, readAll, schema, system, usualQuestion, wholeTime, type Dialect } from './dialect.ts'

/** OpenAI Responses, with its official SDK. */
export const openaiResponses: Dialect = {
  name: 'OpenAI Responses',
  provider: openai,
  client: 'openai',
  async ask({ stream, question = usualQuestion, json, tool }) {
    const client = new OpenAI(clientOptions)
    const result =
      typeof tool === 'object'
        ? [
            { type: 'function_call' as const, call_id: 'call_0', name: 'track', arguments: given },
            { type: 'function_call_output' as const, call_id: 'call_0', output: tool.result },
          ]
        : []
    const body = {
      model: 'gpt-4o',
      instructions: system,
      input: [{ role: 'user' as const, content: question }, ...result],
      ...(json === true && { text: { format: { type: 'json_schema' as const, name: 'place', schema, strict: true } } }),
      ...(tool !== undefined && {
        tools: [{ type: 'function' as const, name: 'track', parameters: schema, strict: true }],
        parallel_tool_calls: false,
        tool_choice: tool === 'required' ? ('required' as const) : ('none' as const),
      }),
    }
    const signal = AbortSignal.timeout(wholeTime)
    if (!stream) return client.responses.create(body, { signal })
    return readAll(await client.responses.create({ ...body, stream }, { signal }))
  },
}
