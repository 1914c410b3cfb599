import Anthropic from '@anthropic-ai/sdk'
import OpenAI from 'openai'
import type { Tool } from '../../src/engine/model/call.ts'
import { withChaos } from '../../src/vitest/index.ts'

function tool(name: string, property: string) {
  const parameters = {
    type: 'object' as const,
    properties: { [property]: { type: 'string' } },
    required: [property],
    additionalProperties: false,
  }
  return { name, parameters } satisfies Tool
}

/** The tools that an app offers here. */
export const track = tool('track_parcel', 'city')
export const mail = tool('send_mail', 'text')

/** The input for the first of the model's tools, and its answer if it calls none. */
export const given = '{"city":"Lyon"}'
export const said = 'It comes tomorrow.'

/** vitest's `test`, with a model that calls the first tool it is offered, and answers once that has returned. */
export const test = withChaos({
  seed: 'tuesday',
  unfiredFaults: 'ignore',
  clientBehavior: 'ignore',
  answers: ({ tools, messages }) => ({
    parts:
      tools.length > 0 && messages.at(-1)?.role !== 'tool'
        ? [{ type: 'tool-call', id: 'call_0001', name: tools[0]!.name, arguments: given }]
        : [{ type: 'text', text: said }],
  }),
})

/** One turn of the model, as an app that runs tools reads it. */
export interface Turn {
  readonly text: string
  readonly calls: readonly { readonly id: string; readonly name: string; readonly arguments: string }[]
  readonly finish: string | null
}

/** The messages of an app in one turn. */
export interface Saying {
  readonly tools?: readonly ReturnType<typeof tool>[]
  /** The result of the tool, if it was called before. */
  readonly result?: string
  /** Whether several tools can be called at once. */
  readonly parallel?: boolean
}

const question = 'Where is my parcel?'

/** A way to run tools. */
export interface ToolClient {
  readonly name: string
  /** How it reports that the model calls a tool, and that the answer is complete. */
  readonly finish: { readonly calls: string; readonly says: string }
  turn(saying?: Saying): Promise<Turn>
}

const chat: ToolClient = {
  name: 'openai, chat completions',
  finish: { calls: 'tool_calls', says: 'stop' },
  async turn({ tools = [track, mail], result, parallel } = {}) {
    const before: OpenAI.ChatCompletionMessageParam[] =
      result === undefined
        ? []
        : [
            {
              role: 'assistant',
              tool_calls: [{ id: 'call_0000', type: 'function', function: { name: tools[0]!.name, arguments: given } }],
            },
            { role: 'tool', tool_call_id: 'call_0000', content: result },
          ]
    const { choices } = await new OpenAI({ apiKey: 'test', maxRetries: 0 }).chat.completions.create({
      model: 'gpt-4o',
      messages: [{ role: 'user', content: question }, ...before],
      ...(tools.length === 0 ? {} : { tools: tools.map((function_) => ({ type: 'function', function: function_ })) }),
      ...(parallel === undefined ? {} : { parallel_tool_calls: parallel }),
    })
    const { finish_reason: finish, message } = choices[0]!
    const calls = (message.tool_calls ?? []).flatMap((call) =>
      call.type === 'function' ? [{ id: call.id, name: call.function.name, arguments: call.function.arguments }] : [],
    )
    return { text: message.content ?? '', calls, finish }
  },
}

const claude: ToolClient = {
  name: '@anthropic-ai/sdk',
  finish: { calls: 'tool_use', says: 'end_turn' },
  async turn({ tools = [track, mail], result, parallel } = {}) {
    const before: Anthropic.MessageParam[] =
      result === undefined
        ? []
        : [
            {
              role: 'assistant',
              content: [{ type: 'tool_use', id: 'call_0000', name: tools[0]!.name, input: JSON.parse(given) as unknown }],
            },
            { role: 'user', content: [{ type: 'tool_result', tool_use_id: 'call_0000', content: result }] },
          ]
    const { content, stop_reason: finish } = await new Anthropic({ apiKey: 'test', maxRetries: 0 }).messages.create({
      model: 'claude-sonnet-5',
      max_tokens: 500,
      messages: [{ role: 'user', content: question }, ...before],
      ...(tools.length === 0 ? {} : { tools: tools.map(({ name, parameters }) => ({ name, input_schema: parameters })) }),
      ...(parallel === undefined ? {} : { tool_choice: { type: 'auto', disable_parallel_tool_use: !parallel } }),
    })
    const calls = content.flatMap((block) =>
      block.type === 'tool_use' ? [{ id: block.id, name: block.name, arguments: JSON.stringify(block.input) }] : [],
    )
    return { text: content.map((block) => (block.type === 'text' ? block.text : '')).join(''), calls, finish }
  },
}

/** Tools, as each SDK has them. */
export const toolClients: readonly ToolClient[] = [chat, claude]
