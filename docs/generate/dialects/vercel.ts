import { createGateway, generateText, jsonSchema, Output, streamText, tool as toolOf, type ModelMessage } from 'ai'
import { vercel } from '../../../src/index.ts'
import { given, readAll, schema, system, usualQuestion, wholeTime, type Dialect } from './dialect.ts'

/** The Vercel AI Gateway in its own protocol, with `ai`, which uses it for models given as strings. */
export const vercelLanguageModel: Dialect = {
  name: 'Vercel AI Gateway',
  provider: vercel,
  client: 'ai',
  spares: { 'forbidden-parallel-calls': 'nothing in a request can forbid several calls' },
  async ask({ stream, question = usualQuestion, json, tool }) {
    const input = JSON.parse(given) as unknown
    const result: ModelMessage[] =
      typeof tool === 'object'
        ? [
            { role: 'assistant', content: [{ type: 'tool-call', toolCallId: 'call_0', toolName: 'track', input }] },
            {
              role: 'tool',
              content: [{ type: 'tool-result', toolCallId: 'call_0', toolName: 'track', output: { type: 'text', value: tool.result } }],
            },
          ]
        : []
    const asked = {
      model: createGateway({ apiKey: 'test' })('openai/gpt-4o'),
      instructions: system,
      messages: [{ role: 'user', content: question } satisfies ModelMessage, ...result],
      maxRetries: 0,
      abortSignal: AbortSignal.timeout(wholeTime),
      ...(json === true && { output: Output.object({ schema: jsonSchema(schema) }) }),
      ...(tool !== undefined && {
        tools: { track: toolOf({ inputSchema: jsonSchema<{ city: string }>(schema), execute: ({ city }) => `It is in ${city}.` }) },
        toolChoice: tool === 'required' ? ('required' as const) : ('none' as const),
      }),
    }
    if (!stream) return generateText(asked)
    return readAll(streamText({ ...asked, onError() {} }).stream)
  },
}
