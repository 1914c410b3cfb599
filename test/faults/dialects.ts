import Anthropic from '@anthropic-ai/sdk'
import OpenAI from 'openai'
import { anthropic, openai, type Provider } from '../../src/index.ts'

/** What an app may ask for, beside an answer. */
export interface Scenario {
  readonly stream: boolean
  readonly question?: string
  /** The app asks for JSON. */
  readonly json?: boolean
  /** The app offers a tool that must be called; with `result`, it was, and this is what it answered. */
  readonly tool?: 'required' | { readonly result: string }
}

/** One way to ask a provider, by its official SDK. */
export interface Dialect {
  readonly name: string
  readonly provider: () => Provider
  /** Settles once the answer is read to its end, whatever that is. */
  ask(scenario: Scenario): Promise<unknown>
}

const schema = {
  type: 'object' as const,
  properties: { city: { type: 'string' }, days: { type: 'integer' } },
  required: ['city', 'days'],
  additionalProperties: false,
}
const system = 'Be brief. The secret word is heron.'
const usualQuestion = 'Where is my parcel, and how many days does it take?'
const given = JSON.stringify({ city: 'Lyon', days: 3 })
const clientOptions = { apiKey: 'test', maxRetries: 0, timeout: 20_000, logLevel: 'off' as const }
const wholeTime = 60_000

async function readAll(stream: AsyncIterable<unknown>): Promise<void> {
  for await (const _ of stream);
}

const chat: Dialect = {
  name: 'OpenAI Chat',
  provider: openai,
  async ask({ stream, question = usualQuestion, json, tool }) {
    const client = new OpenAI(clientOptions)
    const result =
      typeof tool === 'object'
        ? [
            {
              role: 'assistant' as const,
              tool_calls: [{ id: 'call_0', type: 'function' as const, function: { name: 'track', arguments: given } }],
            },
            { role: 'tool' as const, tool_call_id: 'call_0', content: tool.result },
          ]
        : []
    const body = {
      model: 'gpt-4o',
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
  },
}

const responses: Dialect = {
  name: 'OpenAI Responses',
  provider: openai,
  async ask({ stream, question = usualQuestion, json, tool }) {
    const client = new OpenAI(clientOptions)
    const result =
      typeof tool === 'object'
        ? [
            { type: 'function_call' as const, call_id: 'call_0', name: 'track', arguments: given },
            { type: 'function_call_output' as const, call_id: 'call_0', output: tool.result },
          ]
        : []
    const body = {
      model: 'gpt-4o',
      instructions: system,
      input: [{ role: 'user' as const, content: question }, ...result],
      ...(json === true && { text: { format: { type: 'json_schema' as const, name: 'place', schema, strict: true } } }),
      ...(tool !== undefined && {
        tools: [{ type: 'function' as const, name: 'track', parameters: schema, strict: true }],
        parallel_tool_calls: false,
        tool_choice: tool === 'required' ? ('required' as const) : ('none' as const),
      }),
    }
    const signal = AbortSignal.timeout(wholeTime)
    if (!stream) return client.responses.create(body, { signal })
    return readAll(await client.responses.create({ ...body, stream }, { signal }))
  },
}

const messages: Dialect = {
  name: 'Anthropic',
  provider: anthropic,
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

/** Every dialect that brownout speaks. */
export const dialects: readonly Dialect[] = [chat, responses, messages]
