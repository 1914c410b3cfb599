import { createAnthropic } from '@ai-sdk/anthropic'
import Anthropic from '@anthropic-ai/sdk'
import { generateText } from 'ai'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readOwnHost } from '../../src/cli/own-host.ts'
import { anthropic, answers, brownout, ollama, openai } from '../../src/index.ts'
import { serve, type BrownoutServer } from '../../src/server/index.ts'
import { request } from 'node:http'

const chaos = brownout({
  providers: [openai(), anthropic(), ollama(), readOwnHost('api.my-company.example=openai'), readOwnHost('/llm/claude=anthropic')],
  answers: answers.from(() => 'Hello!'),
})
let server: BrownoutServer
beforeAll(async () => {
  server = await serve(chaos)
})
afterAll(() => server.close())

/** The provider and the status that answer a request. */
async function ask(path: string, host?: string): Promise<readonly [string | undefined, number]> {
  chaos.reset()
  const isMessage = path.includes('messages')
  const messages = [{ role: 'user', content: 'Hello' }]
  const body = JSON.stringify(isMessage ? { model: 'claude-sonnet-5', max_tokens: 9, messages } : { model: 'gpt-4o', messages })
  const headers = {
    authorization: 'Bearer none',
    'x-api-key': 'none',
    'anthropic-version': '2023-06-01',
    ...(host === undefined ? {} : { host }),
  }
  const status = await new Promise<number>((resolve, reject) => {
    const sent = request(server.url + path, { method: 'POST', headers }, (response) => {
      response.resume().on('end', () => resolve(response.statusCode!))
    })
    sent.on('error', reject).end(body)
  })
  return [chaos.journal.calls[0]?.provider, status]
}

describe('a base URL on a server', () => {
  it.each(['/anthropic', '/anthropic/v1', '', '/v1'])('of Anthropic can be %s, with and without /v1', async (base) => {
    expect(await ask(`${base}/messages`)).toEqual(['anthropic', 200])
    const asked = { model: 'claude-sonnet-5', max_tokens: 9, messages: [{ role: 'user' as const, content: 'Hello' }] }
    // Its own SDK adds /v1, the AI SDK expects it.
    const own = new Anthropic({ baseURL: `${server.url}${base.replace(/\/v1$/, '')}`, apiKey: 'none', maxRetries: 0 })
    expect((await own.messages.create(asked)).content).toMatchObject([{ text: 'Hello!' }])
    const model = createAnthropic({ baseURL: server.url + base, apiKey: 'none' })('claude-sonnet-5')
    expect((await generateText({ model, prompt: 'Hello', maxRetries: 0 })).text).toBe('Hello!')
  })

  it('of OpenAI can be without /v1, too', async () => {
    expect(await ask('/openai/chat/completions')).toEqual(['openai', 200])
    expect(await ask('/openai/v1/chat/completions')).toEqual(['openai', 200])
  })

  it('is one of your own host, by its name or by the host that the client uses', async () => {
    for (const path of ['/v1/chat/completions', '/chat/completions']) {
      expect(await ask(`/api.my-company.example${path}`)).toEqual(['api.my-company.example', 200])
      for (const host of ['api.my-company.example', 'api.my-company.example:4600'])
        expect(await ask(path, host)).toEqual(['api.my-company.example', 200])
    }
  })

  it('is a path of your own', async () => {
    expect(await ask('/llm/claude/v1/messages')).toEqual(['llm/claude', 200])
    expect(await ask('/llm/claude/messages')).toEqual(['llm/claude', 200])
  })

  it('still names its provider if the host is that of another', async () => {
    expect(await ask('/openai/v1/chat/completions', 'localhost:11434')).toEqual(['openai', 200])
  })
})

describe('a host of your own', () => {
  it.each([
    ['api.my-company.example=openai', ['https://api.my-company.example/v1', 'https://api.my-company.example']],
    ['http://localhost:9000/gateway/v1=openai', ['http://localhost:9000/gateway/v1']],
    ['gateway.example/claude=anthropic', ['https://gateway.example/claude']],
    ['/llm=groq', ['http://localhost/llm/openai/v1', 'http://localhost/llm']],
  ])('%s', (text, urls) => {
    expect(readOwnHost(text).baseUrls).toEqual(urls)
  })

  it('is refused with what was expected', () => {
    for (const text of ['openai', '=openai', 'ftp://x.example=openai', 'a b=openai'])
      expect(() => readOwnHost(text)).toThrow('expected a host, a URL or a path, and the provider whose wire format it uses')
    expect(() => readOwnHost('api.example=opnai')).toThrow(/Cannot emulate the provider "opnai": there is none\. Did you mean "openai"/)
  })
})
