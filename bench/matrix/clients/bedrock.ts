import { BedrockRuntimeClient, ConverseCommand, ConverseStreamCommand, type ConverseCommandInput } from '@aws-sdk/client-bedrock-runtime'
import { FetchHttpHandler } from '@smithy/fetch-http-handler'
import { bedrock } from '../../../src/index.ts'
import type { Ask, Client } from '../client.ts'
import { question, schema, toolDescription, toolName } from '../task.ts'

const prose: ConverseCommandInput = {
  modelId: 'us.anthropic.claude-sonnet-4-5-20250929-v1:0',
  messages: [{ role: 'user', content: [{ text: question }] }],
}
const withTool: ConverseCommandInput = {
  ...prose,
  toolConfig: { tools: [{ toolSpec: { name: toolName, description: toolDescription, inputSchema: { json: schema } } }] },
}
const inJson: ConverseCommandInput = {
  ...prose,
  outputConfig: { textFormat: { type: 'json_schema', structure: { jsonSchema: { name: 'place', schema: JSON.stringify(schema) } } } },
}

/** The defaults of the SDK, without the settings of this machine. Its handler for `fetch`, as in a browser or at the edge. */
function client(): BedrockRuntimeClient {
  return new BedrockRuntimeClient({
    region: 'us-east-1',
    credentials: { accessKeyId: 'AKIATEST', secretAccessKey: 'test' },
    authSchemePreference: ['aws.auth#sigv4'],
    requestHandler: new FetchHttpHandler({}),
    maxAttempts: 3,
    retryMode: 'standard',
    defaultsMode: 'standard',
    useDualstackEndpoint: false,
    useFipsEndpoint: false,
    userAgentAppId: 'test',
  })
}

const converse =
  (input: ConverseCommandInput): Ask =>
  async (shown, abortSignal) => {
    const { output, stopReason } = await client().send(new ConverseCommand(input), { abortSignal })
    for (const block of output?.message?.content ?? []) {
      if (block.text !== undefined) shown.text(block.text)
      if (block.toolUse !== undefined) shown.toolCall(block.toolUse.name ?? '', block.toolUse.input)
    }
    shown.finish(stopReason)
  }

const converseStream =
  (input: ConverseCommandInput): Ask =>
  async (shown, abortSignal) => {
    const { stream } = await client().send(new ConverseStreamCommand(input), { abortSignal })
    let call: { name: string; input: string } | undefined
    for await (const event of stream!) {
      const tool = event.contentBlockStart?.start?.toolUse
      if (tool !== undefined) call = { name: tool.name ?? '', input: '' }
      shown.text(event.contentBlockDelta?.delta?.text ?? '')
      if (call !== undefined) call.input += event.contentBlockDelta?.delta?.toolUse?.input ?? ''
      shown.finish(event.messageStop?.stopReason)
    }
    if (call !== undefined) shown.toolCall(call.name, call.input)
  }

const common = { packages: ['@aws-sdk/client-bedrock-runtime'], providers: [bedrock] } as const

export const clients: readonly Client[] = [
  {
    ...common,
    name: '@aws-sdk/client-bedrock-runtime Converse',
    asks: { complete: converse(prose), tools: converse(withTool), structured: converse(inJson) },
  },
  {
    ...common,
    name: '@aws-sdk/client-bedrock-runtime ConverseStream',
    asks: { streamed: converseStream(prose), tools: converseStream(withTool), structured: converseStream(inJson) },
  },
]
