import OpenAI from 'openai'
import { zodResponseFormat } from 'openai/helpers/zod'
import type { ChatCompletion, ChatCompletionCreateParamsNonStreaming } from 'openai/resources'
import { openai } from '../../../src/index.ts'
import type { Ask, Client, Shown } from '../client.ts'
import { placeSchema, type place, question, schema, toolDescription, toolName, toolResult } from '../task.ts'

type Request = Omit<ChatCompletionCreateParamsNonStreaming, 'stream'>

export const prose: Request = { model: 'gpt-4o', messages: [{ role: 'user', content: question }] }
export const withTool: Request = {
  ...prose,
  tools: [{ type: 'function', function: { name: toolName, description: toolDescription, parameters: schema } }],
}
export const inJson: Request = { ...prose, response_format: { type: 'json_schema', json_schema: { name: 'place', strict: true, schema } } }

function client(): OpenAI {
  return new OpenAI({ apiKey: 'test', logLevel: 'off' })
}

/** Shows what apps read of a completion. */
export function showCompletion(shown: Shown, { choices: [choice] }: ChatCompletion): void {
  if (choice === undefined) return
  const { content, refusal, tool_calls: calls = [] } = choice.message
  shown.text(content ?? refusal ?? '')
  for (const call of calls) if (call.type === 'function') shown.toolCall(call.function.name, call.function.arguments)
  shown.finish(refusal == null ? choice.finish_reason : 'refusal')
}

const create =
  (request: Request): Ask =>
  async (shown, signal) =>
    showCompletion(shown, await client().chat.completions.create(request, { signal }))

/** Reads a stream as the readme does, and collects the arguments of tool calls. */
export async function readChunks(stream: AsyncIterable<OpenAI.ChatCompletionChunk>, shown: Shown): Promise<void> {
  const calls = new Map<number, { name: string; arguments: string }>()
  let isRefused = false
  for await (const { choices } of stream) {
    const delta = choices[0]?.delta
    shown.text(delta?.content ?? delta?.refusal ?? '')
    isRefused ||= delta?.refusal != null
    if (isRefused) shown.finish('refusal')
    for (const { index, function: part } of delta?.tool_calls ?? []) {
      const call = calls.get(index) ?? { name: '', arguments: '' }
      calls.set(index, { name: call.name + (part?.name ?? ''), arguments: call.arguments + (part?.arguments ?? '') })
    }
    if (choices[0]?.finish_reason != null && !isRefused) shown.finish(choices[0].finish_reason)
  }
  for (const call of calls.values()) shown.toolCall(call.name, call.arguments)
}

const createStream =
  (request: Request): Ask =>
  async (shown, signal) =>
    readChunks(await client().chat.completions.create({ ...request, stream: true }, { signal }), shown)

const helperStream =
  (request: Request): Ask =>
  async (shown, signal) => {
    const stream = client().chat.completions.stream({ ...request, stream: true }, { signal })
    for await (const { choices } of stream) shown.text(choices[0]?.delta.content ?? '')
    const { choices } = await stream.finalChatCompletion()
    for (const call of choices[0]?.message.tool_calls ?? [])
      if (call.type === 'function') shown.toolCall(call.function.name, call.function.arguments)
    shown.finish(choices[0]?.message.refusal == null ? choices[0]?.finish_reason : 'refusal')
  }

const parse: Ask = async (shown, signal) => {
  const request = { ...prose, response_format: zodResponseFormat(placeSchema, 'place') }
  const { choices } = await client().chat.completions.parse(request, { signal })
  const message = choices[0]?.message
  if (message?.refusal == null) shown.value(message?.parsed)
  else shown.text(message.refusal)
  shown.finish(message?.refusal == null ? choices[0]?.finish_reason : 'refusal')
}

const runTools: Ask = async (shown, signal) => {
  const tool = {
    type: 'function' as const,
    function: {
      name: toolName,
      description: toolDescription,
      parameters: schema,
      parse: (given: string) => JSON.parse(given) as typeof place,
      function: (given: typeof place) => {
        shown.toolCall(toolName, given)
        return toolResult
      },
    },
  }
  const runner = client().chat.completions.runTools({ ...prose, tools: [tool] }, { signal })
  showCompletion(shown, await runner.finalChatCompletion())
}

const common = { packages: ['openai'], providers: [openai] } as const

export const clients: readonly Client[] = [
  { ...common, name: 'openai chat', asks: { complete: create(prose), tools: create(withTool), structured: create(inJson) } },
  {
    ...common,
    name: 'openai chat, stream: true',
    asks: { streamed: createStream(prose), tools: createStream(withTool), structured: createStream(inJson) },
  },
  {
    ...common,
    name: 'openai chat .stream()',
    asks: { streamed: helperStream(prose), tools: helperStream(withTool), structured: helperStream(inJson) },
  },
  { ...common, name: 'openai chat .parse() and .runTools()', asks: { tools: runTools, structured: parse } },
]
