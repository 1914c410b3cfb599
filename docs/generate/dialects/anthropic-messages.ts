import Anthropic from '@anthropic-ai/sdk'
import { anthropic } from '../../../src/index.ts'
import { clientOptions, given, readAll, schema, system, usualQuestion, wholeTime, type Dialect } from './dialect.ts'

/** Anthropic Messages, with its official SDK. */
export const anthropicMessages: Dialect = {
  name: 'Anthropic',
  provider: anthropic,
  client: '@anthropic-ai/sdk',
  async ask({ stream, question = usualQuestion, json, tool }) {
    const client = new Anthropic(clientOptions)
    const result =
      typeof tool === 'object'
        ? [
            {
              role: 'assistant' as const,
              content: [{ type: 'tool_use' as const, id: 'toolu_0', name: 'track', input: JSON.parse(given) as unknown }],
            },
            { role: 'user' as const, content: [{ type: 'tool_result' as const, tool_use_id: 'toolu_0', content: tool.result }] },
          ]
        : []
    const body = {
      model: 'claude-sonnet-5',
      max_tokens: 4_000,
      system,
      messages: [{ role: 'user' as const, content: question }, ...result],
      ...(json === true && { output_config: { format: { type: 'json_schema' as const, schema } } }),
      ...(tool !== undefined && {
        tools: [{ name: 'track', input_schema: schema }],
        tool_choice:
          tool === 'required'
            ? { type: 'any' as const, disable_parallel_tool_use: true }
            : { type: 'auto' as const, disable_parallel_tool_use: true },
      }),
    }
    const signal = AbortSignal.timeout(wholeTime)
    if (!stream) return client.messages.create(body, { signal })
    return readAll(await client.messages.create({ ...body, stream }, { signal }))
  },
}
