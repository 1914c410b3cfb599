import Anthropic from '@anthropic-ai/sdk'
import OpenAI from 'openai'
import { withChaos } from '../../src/vitest/index.ts'

/** The answer of the model in these tests if JSON is requested. */
export const order = { orderId: 'A-118', total: 42, status: 'open', note: 'It comes on Thursday and is free of charge.' } as const

export const orderSchema = {
  type: 'object',
  properties: {
    orderId: { type: 'string' },
    total: { type: 'number', minimum: 0, maximum: 100 },
    status: { enum: ['open', 'closed', 'returned'] },
    note: { type: 'string' },
  },
  required: ['orderId', 'total', 'status', 'note'],
  additionalProperties: false,
} as const

const messages = [{ role: 'user' as const, content: 'What do you know of order A-118?' }]

/** vitest's `test`, with a model that knows an order, and returns it as text or in a tool call. */
export const test = withChaos({
  seed: 'tuesday',
  unfiredFaults: 'ignore',
  answers: ({ tools }) => ({
    parts:
      tools.length > 0
        ? [{ type: 'tool-call', id: 'call_1', name: 'file_order', arguments: JSON.stringify(order) }]
        : [{ type: 'text', text: JSON.stringify(order) }],
  }),
})

/** A way for an app to request JSON. */
export interface Structured {
  readonly name: string
  /** The JSON text that the app gets. */
  ask(): Promise<string>
}

const openai = (): OpenAI => new OpenAI({ apiKey: 'test', maxRetries: 0, logLevel: 'off' })
const anthropic = (): Anthropic => new Anthropic({ apiKey: 'test', maxRetries: 0, logLevel: 'off' })
const schema = { ...orderSchema, required: [...orderSchema.required] }

/** Structured output and tool calls, as each SDK has them. */
export const structured: readonly Structured[] = [
  {
    name: 'chat completions, json_schema',
    async ask() {
      const { choices } = await openai().chat.completions.create({
        model: 'gpt-4o',
        messages,
        response_format: { type: 'json_schema', json_schema: { name: 'order', strict: true, schema } },
      })
      return choices[0]!.message.content!
    },
  },
  {
    name: 'chat completions, a streamed tool call',
    async ask() {
      let json = ''
      const tools = [{ type: 'function' as const, function: { name: 'file_order', parameters: schema } }]
      for await (const chunk of await openai().chat.completions.create({ model: 'gpt-4o', messages, tools, stream: true }))
        json += chunk.choices[0]?.delta.tool_calls?.[0]?.function?.arguments ?? ''
      return json
    },
  },
  {
    name: 'responses, json_schema',
    async ask() {
      const reply = await openai().responses.create({
        model: 'gpt-4o',
        input: messages[0]!.content,
        text: { format: { type: 'json_schema', name: 'order', strict: true, schema } },
      })
      return reply.output_text
    },
  },
  {
    name: '@anthropic-ai/sdk, output_config',
    async ask() {
      const { content } = await anthropic().messages.create({
        model: 'claude-sonnet-5',
        max_tokens: 500,
        messages,
        output_config: { format: { type: 'json_schema', schema } },
      })
      return content.map((block) => (block.type === 'text' ? block.text : '')).join('')
    },
  },
  {
    name: '@anthropic-ai/sdk, a streamed tool call',
    async ask() {
      let json = ''
      const tools = [{ name: 'file_order', input_schema: schema }]
      for await (const event of await anthropic().messages.create({
        model: 'claude-sonnet-5',
        max_tokens: 500,
        messages,
        tools,
        stream: true,
      })) {
        if (event.type === 'content_block_delta' && event.delta.type === 'input_json_delta') json += event.delta.partial_json
      }
      return json
    },
  },
]
