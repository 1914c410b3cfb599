import type OpenAI from 'openai'
import { given, readAll, schema, system, usualQuestion, wholeTime, type Scenario } from './dialect.ts'

/** Calls Chat Completions with an `openai` client, for any host. */
export async function askChat(
  client: OpenAI,
  { stream, question = usualQuestion, json, tool }: Scenario,
  { model, callId = 'call_0' }: { readonly model: string; readonly callId?: string },
): Promise<unknown> {
  const result =
    typeof tool === 'object'
      ? [
          {
            role: 'assistant' as const,
            tool_calls: [{ id: callId, type: 'function' as const, function: { name: 'track', arguments: given } }],
          },
          { role: 'tool' as const, tool_call_id: callId, content: tool.result },
        ]
      : []
  const body = {
    model,
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
}
