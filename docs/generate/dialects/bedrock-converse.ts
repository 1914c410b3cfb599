import { ConverseCommand, ConverseStreamCommand, type ConverseCommandInput, type Message } from '@aws-sdk/client-bedrock-runtime'
import { bedrock } from '../../../src/index.ts'
import { bedrockClient, releasing, sparedByBinaryFraming, streamSparedByBinaryFraming } from './bedrock-client.ts'
import { given, readAll, schema, system, usualQuestion, type Dialect } from './dialect.ts'

/** Bedrock's Converse, with the official AWS SDK. */
export const bedrockConverse: Dialect = {
  name: 'Bedrock Converse',
  provider: bedrock,
  client: '@aws-sdk/client-bedrock-runtime',
  spares: sparedByBinaryFraming,
  sparesStreamed: streamSparedByBinaryFraming,
  async ask({ stream, question = usualQuestion, json, tool }) {
    const result: Message[] =
      typeof tool === 'object'
        ? [
            { role: 'assistant', content: [{ toolUse: { toolUseId: 'call_0', name: 'track', input: JSON.parse(given) as never } }] },
            { role: 'user', content: [{ toolResult: { toolUseId: 'call_0', content: [{ text: tool.result }] } }] },
          ]
        : []
    const body: ConverseCommandInput = {
      modelId: 'us.anthropic.claude-sonnet-4-5-20250929-v1:0',
      system: [{ text: system }],
      messages: [{ role: 'user', content: [{ text: question }] }, ...result],
      ...(json === true && {
        outputConfig: { textFormat: { type: 'json_schema', structure: { jsonSchema: { name: 'place', schema: JSON.stringify(schema) } } } },
      }),
      ...(tool !== undefined && {
        toolConfig: { tools: [{ toolSpec: { name: 'track', inputSchema: { json: schema } } }] },
        additionalModelRequestFields: { tool_choice: { type: tool === 'required' ? 'any' : 'auto', disable_parallel_tool_use: true } },
      }),
    }
    const client = bedrockClient()
    return releasing<unknown>(async (abortSignal) => {
      if (!stream) return client.send(new ConverseCommand(body), { abortSignal })
      const { stream: events } = await client.send(new ConverseStreamCommand(body), { abortSignal })
      return readAll(events!)
    })
  },
}
