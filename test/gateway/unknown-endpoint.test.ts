import Anthropic from '@anthropic-ai/sdk'
import { BedrockRuntimeClient, StartAsyncInvokeCommand } from '@aws-sdk/client-bedrock-runtime'
import { GoogleGenAI } from '@google/genai'
import { FetchHttpHandler } from '@smithy/fetch-http-handler'
import { CohereClient } from 'cohere-ai'
import { Ollama } from 'ollama'
import OpenAI from 'openai'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { anthropic, azure, bedrock, brownout, cohere, gemini, mistral, ollama, openai, openrouter } from '../../src/index.ts'

const providers = [openai(), anthropic(), gemini(), azure(), bedrock(), mistral(), cohere(), ollama(), openrouter()]
const chaos = brownout({ providers })
let release: () => void
beforeAll(() => {
  release = chaos.intercept()
})
beforeEach(() => chaos.reset())
afterAll(() => release())

const credentials = { accessKeyId: 'test', secretAccessKey: 'test' }

describe('an endpoint that is not emulated', () => {
  it.for<[string, number | undefined, () => Promise<unknown>]>([
    ['openai', 404, () => new OpenAI({ apiKey: 'test' }).images.generate({ prompt: 'a parcel' })],
    ['@anthropic-ai/sdk', 404, () => new Anthropic({ apiKey: 'test' }).beta.files.retrieveMetadata('file_1')],
    ['@google/genai', 404, () => new GoogleGenAI({ apiKey: 'test' }).files.get({ name: 'files/1' })],
    ['ollama', undefined, () => new Ollama().pull({ model: 'llama3', stream: false })],
    ['cohere-ai', 404, () => new CohereClient({ token: 'test' }).tokenize({ model: 'm', text: 'a parcel' })],
    [
      '@aws-sdk/client-bedrock-runtime',
      undefined,
      () =>
        new BedrockRuntimeClient({ region: 'us-east-1', credentials, requestHandler: new FetchHttpHandler() }).send(
          new StartAsyncInvokeCommand({ modelId: 'm', modelInput: {}, outputDataConfig: { s3OutputDataConfig: { s3Uri: 's3://b' } } }),
        ),
    ],
  ])('is an error that %s reads, with a message that explains it', async ([, status, call]) => {
    const error: unknown = await call().then(
      () => undefined,
      (thrown: unknown) => thrown,
    )
    expect((error as Error).message).toContain('is emulated, but not this endpoint')
    if (status !== undefined)
      expect((error as { status?: number; statusCode?: number }).status ?? (error as { statusCode?: number }).statusCode).toBe(status)
    expect(chaos.journal.unhandled).toHaveLength(1)
    expect(chaos.journal.calls).toEqual([])
  })

  it('is named by nothing that only a program reads', async () => {
    for (const { name, baseUrls } of providers) {
      const url = `${baseUrls[0]!.replace('*', 'acme')}/nothing/at/all`
      const response = await fetch(url, { method: 'POST', body: '{}', headers: { authorization: 'Bearer test' } })
      expect([name, response.status]).toEqual([name, 404])
      expect(response.headers.get('x-brownout')).toBe('unhandled_request')
      const { message } = chaos.journal.unhandled.at(-1)!
      expect(message).not.toMatch(/[\\()[\]^$|?+*]/)
    }
  })

  it('is one at the path of an endpoint with another method', async () => {
    const response = await fetch('https://api.openai.com/v1/embeddings', { headers: { authorization: 'Bearer test' } })
    expect(response.status).toBe(404)
    expect(await response.json()).toMatchObject({ error: { type: 'invalid_request_error', code: null } })
  })
})

describe('a slash at the end of a path', () => {
  it('changes nothing', async () => {
    const response = await fetch('https://api.openai.com/v1/chat/completions/', {
      method: 'POST',
      headers: { authorization: 'Bearer test' },
      body: JSON.stringify({ model: 'gpt-4o', messages: [{ role: 'user', content: 'Hello?' }] }),
    })
    expect(response.status).toBe(200)
  })
})
