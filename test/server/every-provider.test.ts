import { gzipSync } from 'node:zlib'
import Anthropic from '@anthropic-ai/sdk'
import { BedrockRuntimeClient, ConverseCommand } from '@aws-sdk/client-bedrock-runtime'
import { GoogleGenAI } from '@google/genai'
import { Mistral } from '@mistralai/mistralai'
import { FetchHttpHandler } from '@smithy/fetch-http-handler'
import { CohereClientV2 } from 'cohere-ai'
import { Ollama } from 'ollama'
import { createGateway, generateText } from 'ai'
import OpenAI, { AzureOpenAI } from 'openai'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { answers, brownout } from '../../src/index.ts'
import { everyProvider } from '../../src/cli/every-provider.ts'
import { serve, type BrownoutServer } from '../../src/server/index.ts'

const text = 'Your parcel is in Lyon.'
const question = 'Where is my parcel?'
const messages = [{ role: 'user' as const, content: question }]
const chaos = brownout({ seed: 'tuesday', providers: everyProvider(), answers: answers.from(() => text) })
let server: BrownoutServer

beforeAll(async () => {
  server = await serve(chaos)
})
afterAll(() => server.close())

const at = (name: string): string => server.baseUrls[name]!

/** How each official client is given the address of its provider, and its answer. */
const clients: Readonly<Record<string, () => Promise<unknown>>> = {
  async openai() {
    const client = new OpenAI({ baseURL: at('openai'), apiKey: 'none' })
    return (await client.chat.completions.create({ model: 'gpt-4o', messages })).choices[0]?.message.content
  },
  async anthropic() {
    const client = new Anthropic({ baseURL: at('anthropic'), apiKey: 'none' })
    return (await client.messages.create({ model: 'claude-sonnet-5', max_tokens: 100, messages })).content[0]
  },
  async gemini() {
    const client = new GoogleGenAI({ apiKey: 'none', httpOptions: { baseUrl: at('gemini') } })
    return (await client.models.generateContent({ model: 'gemini-2.5-flash', contents: question })).text
  },
  async azure() {
    const client = new AzureOpenAI({ endpoint: at('azure'), apiKey: 'none', apiVersion: '2024-10-21', deployment: 'gpt-4o' })
    return (await client.chat.completions.create({ model: 'gpt-4o', messages })).choices[0]?.message.content
  },
  async bedrock() {
    const client = new BedrockRuntimeClient({
      endpoint: at('bedrock'),
      region: 'us-east-1',
      credentials: { accessKeyId: 'none', secretAccessKey: 'none' },
      requestHandler: new FetchHttpHandler(),
    })
    const input = {
      modelId: 'anthropic.claude-sonnet-4-5-20250929-v1:0',
      messages: [{ role: 'user' as const, content: [{ text: question }] }],
    }
    return (await client.send(new ConverseCommand(input))).output?.message?.content?.[0]
  },
  async mistral() {
    const client = new Mistral({ serverURL: at('mistral'), apiKey: 'none' })
    return (await client.chat.complete({ model: 'mistral-large-latest', messages })).choices[0]?.message?.content
  },
  async cohere() {
    const client = new CohereClientV2({ baseUrl: at('cohere'), token: 'none' })
    return (await client.chat({ model: 'command-a-03-2025', messages })).message.content?.[0]
  },
  async ollama() {
    return (await new Ollama({ host: at('ollama') }).chat({ model: 'llama3.2', messages })).message.content
  },
  async openrouter() {
    const client = new OpenAI({ baseURL: at('openrouter'), apiKey: 'none' })
    return (await client.chat.completions.create({ model: 'openai/gpt-4o', messages })).choices[0]?.message.content
  },
  async vercel() {
    const model = createGateway({ baseURL: at('vercel'), apiKey: 'none' })('openai/gpt-4o')
    return (await generateText({ model, prompt: question })).text
  },
}

describe('a server of every provider', () => {
  it.for(everyProvider().map(({ name }) => name))('answers the official client of %s at its base URL', async (name) => {
    expect(JSON.stringify(await clients[name]!())).toContain(text)
  })
})

describe('a server of every provider that is given no name', () => {
  const origin = (): string => new URL(at('openai')).origin
  const headers = { authorization: 'Bearer none' }

  it('takes a path without a version for that of OpenAI', async () => {
    const client = new OpenAI({ baseURL: origin(), apiKey: 'none' })
    expect((await client.chat.completions.create({ model: 'gpt-4o', messages })).choices[0]!.message.content).toBe(text)
    expect(chaos.journal.calls.at(-1)).toMatchObject({ provider: 'openai', endpoint: 'chat.completions' })
  })

  it('returns 404 if a path has another method', async () => {
    const response = await fetch(`${origin()}/v1/embeddings`, { headers })
    expect([response.status, await response.json()]).toMatchObject([404, { error: { type: 'invalid_request_error' } }])
  })

  it('reads a compressed body, and a path with a slash at its end', async () => {
    const body = gzipSync(JSON.stringify({ model: 'gpt-4o', messages }))
    const response = await fetch(`${origin()}/v1/chat/completions/`, {
      method: 'POST',
      headers: { ...headers, 'content-encoding': 'gzip' },
      body,
    })
    expect(await response.text()).toContain(text)
  })
})
