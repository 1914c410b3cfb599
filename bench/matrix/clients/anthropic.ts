import Anthropic from '@anthropic-ai/sdk'
import { zodOutputFormat } from '@anthropic-ai/sdk/helpers/zod'
import { anthropic } from '../../../src/index.ts'
import type { Ask, Client, Shown } from '../client.ts'
import { placeSchema, question, schema, toolDescription, toolName } from '../task.ts'

type Request = Omit<Anthropic.MessageCreateParamsNonStreaming, 'stream'>

const prose: Request = { model: 'claude-sonnet-5', max_tokens: 4_000, messages: [{ role: 'user', content: question }] }
const withTool: Request = { ...prose, tools: [{ name: toolName, description: toolDescription, input_schema: schema }] }
const inJson: Request = { ...prose, output_config: { format: { type: 'json_schema', schema } } }

function client(): Anthropic {
  return new Anthropic({ apiKey: 'test', logLevel: 'off' })
}

function showMessage(shown: Shown, { content, stop_reason: reason }: Anthropic.Message): void {
  for (const block of content) {
    if (block.type === 'text') shown.text(block.text)
    if (block.type === 'tool_use') shown.toolCall(block.name, block.input)
  }
  shown.finish(reason)
}

const create =
  (request: Request): Ask =>
  async (shown, signal) =>
    showMessage(shown, await client().messages.create(request, { signal }))

const createStream =
  (request: Request): Ask =>
  async (shown, signal) => {
    let call: { name: string; input: string } | undefined
    for await (const event of await client().messages.create({ ...request, stream: true }, { signal })) {
      if (event.type === 'content_block_start' && event.content_block.type === 'tool_use')
        call = { name: event.content_block.name, input: '' }
      if (event.type === 'content_block_delta' && event.delta.type === 'text_delta') shown.text(event.delta.text)
      if (event.type === 'content_block_delta' && event.delta.type === 'input_json_delta' && call !== undefined)
        call.input += event.delta.partial_json
      if (event.type === 'message_delta') shown.finish(event.delta.stop_reason)
    }
    if (call !== undefined) shown.toolCall(call.name, call.input)
  }

const helperStream =
  (request: Request): Ask =>
  async (shown, signal) => {
    const stream = client().messages.stream(request, { signal })
    stream.on('text', (delta) => shown.text(delta))
    const { content, stop_reason: reason } = await stream.finalMessage()
    for (const block of content) if (block.type === 'tool_use') shown.toolCall(block.name, block.input)
    shown.finish(reason)
  }

const parse: Ask = async (shown, signal) => {
  const request = { ...prose, output_config: { format: zodOutputFormat(placeSchema) } }
  const { parsed_output: value, stop_reason: reason } = await client().messages.parse(request, { signal })
  shown.value(value)
  shown.finish(reason)
}

const common = { packages: ['@anthropic-ai/sdk'], providers: [anthropic] } as const

export const clients: readonly Client[] = [
  { ...common, name: '@anthropic-ai/sdk', asks: { complete: create(prose), tools: create(withTool), structured: create(inJson) } },
  {
    ...common,
    name: '@anthropic-ai/sdk, stream: true',
    asks: { streamed: createStream(prose), tools: createStream(withTool), structured: createStream(inJson) },
  },
  {
    ...common,
    name: '@anthropic-ai/sdk .stream() and .parse()',
    asks: { streamed: helperStream(prose), tools: helperStream(withTool), structured: parse },
  },
]
