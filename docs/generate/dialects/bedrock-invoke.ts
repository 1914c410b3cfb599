import { InvokeModelCommand, InvokeModelWithResponseStreamCommand } from '@aws-sdk/client-bedrock-runtime'
import { bedrock } from '../../../src/index.ts'
import { bedrockClient, releasing, sparedByBinaryFraming, streamSparedByBinaryFraming } from './bedrock-client.ts'
import { given, schema, system, usualQuestion, type Dialect } from './dialect.ts'

const decoder = new TextDecoder()

function read(bytes: Uint8Array | undefined): unknown {
  return JSON.parse(decoder.decode(bytes))
}

/** An Anthropic model through Bedrock's InvokeModel, with the official AWS SDK. The app parses the JSON itself. */
export const bedrockInvoke: Dialect = {
  name: 'Bedrock InvokeModel',
  provider: bedrock,
  client: '@aws-sdk/client-bedrock-runtime',
  spares: sparedByBinaryFraming,
  sparesStreamed: streamSparedByBinaryFraming,
  async ask({ stream, question = usualQuestion, json, tool }) {
    const result =
      typeof tool === 'object'
        ? [
            { role: 'assistant', content: [{ type: 'tool_use', id: 'toolu_0', name: 'track', input: JSON.parse(given) as unknown }] },
            { role: 'user', content: [{ type: 'tool_result', tool_use_id: 'toolu_0', content: tool.result }] },
          ]
        : []
    const input = {
      modelId: 'anthropic.claude-sonnet-4-5-20250929-v1:0',
      contentType: 'application/json',
      body: JSON.stringify({
        anthropic_version: 'bedrock-2023-05-31',
        max_tokens: 4_000,
        system,
        messages: [{ role: 'user', content: question }, ...result],
        ...(json === true && { output_config: { format: { type: 'json_schema', schema } } }),
        ...(tool !== undefined && {
          tools: [{ name: 'track', input_schema: schema }],
          tool_choice: { type: tool === 'required' ? 'any' : 'auto', disable_parallel_tool_use: true },
        }),
      }),
    }
    const client = bedrockClient()
    return releasing<unknown>(async (abortSignal) => {
      if (!stream) return read((await client.send(new InvokeModelCommand(input), { abortSignal })).body)
      const { body } = await client.send(new InvokeModelWithResponseStreamCommand(input), { abortSignal })
      const events: unknown[] = []
      for await (const { chunk } of body!) events.push(read(chunk?.bytes))
      return events
    })
  },
}
