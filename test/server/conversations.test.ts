import Anthropic from '@anthropic-ai/sdk'
import { betaTool } from '@anthropic-ai/sdk/helpers/beta/json-schema'
import OpenAI, { AzureOpenAI } from 'openai'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { answers, anthropic, azure, brownout, openai } from '../../src/index.ts'
import { serve, type BrownoutServer } from '../../src/server/index.ts'

const text = 'It is in Lyon.'
const chaos = brownout({
  seed: 'tuesday',
  providers: [openai(), azure(), anthropic()],
  answers: answers.from(({ tools, messages }) =>
    tools.length > 0 && !messages.some(({ role }) => role === 'tool') ? { toolCalls: [{ name: 'track', arguments: { id: 7 } }] } : text,
  ),
})
let server: BrownoutServer
beforeAll(async () => {
  server = await serve(chaos)
})
afterAll(() => server.close())

const model = 'gpt-5'
const clients: Readonly<Record<string, () => OpenAI>> = {
  openai: () => new OpenAI({ apiKey: 'test', baseURL: server.baseUrls['openai'] }),
  azure: () => new AzureOpenAI({ apiKey: 'test', endpoint: server.baseUrls['azure'], apiVersion: '2025-04-01-preview' }),
}

describe.for(Object.entries(clients))('what is kept between requests over a socket: %s', ([, clientOf]) => {
  it('is the response before, its items and a conversation', async () => {
    const client = clientOf()
    const first = await client.responses.create({ model, input: 'Where is my parcel?' })
    const next = await client.responses.create({ model, input: 'And when?', previous_response_id: first.id })
    expect([next.previous_response_id, next.output_text]).toEqual([first.id, text])
    const items: string[] = []
    for await (const item of client.responses.inputItems.list(next.id)) items.push(item.type)
    expect(items).toEqual(['message', 'message', 'message'])
    const { id } = await client.conversations.create({})
    expect((await client.responses.create({ model, input: 'And when?', conversation: id })).conversation).toEqual({ id })
    await client.responses.delete(first.id)
    await expect(client.responses.retrieve(first.id)).rejects.toMatchObject({ status: 404 })
    const { id: background, status } = await client.responses.create({ model, input: 'Where?', background: true })
    expect([status, (await client.responses.cancel(background)).status]).toEqual(['queued', 'cancelled'])
  })

  it('is a tool call, whose output can be sent once', async () => {
    const client = clientOf()
    const tools = [{ type: 'function' as const, name: 'track', parameters: { type: 'object', properties: {} }, strict: false }]
    const { id, output } = await client.responses.create({ model, input: 'Where is my parcel?', tools })
    const callId = output.find((item) => item.type === 'function_call')!.call_id
    const input = [{ type: 'function_call_output' as const, call_id: callId, output: 'In Lyon.' }]
    const answered = await client.responses.create({ model, tools, input, previous_response_id: id })
    expect(answered.output_text).toBe(text)
    const words = `No tool call found for function call output with call_id ${callId}.`
    await expect(client.responses.create({ model, tools, input, previous_response_id: answered.id })).rejects.toThrow(words)
    await expect(client.responses.create({ model, tools, input })).rejects.toThrow(words)
  })
})

it('the tool runner of Anthropic gets its answer over a socket', async () => {
  const client = new Anthropic({ apiKey: 'test', baseURL: server.baseUrls['anthropic'] })
  const inputSchema = { type: 'object', properties: { id: { type: 'number' } }, required: ['id'] } as const
  const track = betaTool({ name: 'track', description: 'Tracks a parcel.', inputSchema, run: ({ id }) => `${id} is in Lyon.` })
  const messages = [{ role: 'user' as const, content: 'Where is my parcel?' }]
  const { content } = await client.beta.messages.toolRunner({ model: 'claude-sonnet-5', max_tokens: 100, messages, tools: [track] })
  expect(content).toMatchObject([{ type: 'text', text }])
})
