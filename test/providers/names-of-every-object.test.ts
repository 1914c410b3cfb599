import { expect, test } from 'vitest'
import { anthropic, brownout, gemini, mistral, ollama, openai, vercel } from '../../src/index.ts'

const inherited = ['__proto__', 'constructor', 'toString']

const requests: readonly ((name: string) => [url: string, body?: object | undefined, headers?: Record<string, string>])[] = [
  (model) => ['https://api.openai.com/v1/embeddings', { model, input: 'parcel' }],
  (model) => ['https://api.mistral.ai/v1/embeddings', { model, input: ['parcel'] }],
  (model) => ['http://localhost:11434/api/embed', { model, input: 'parcel' }],
  (model) => [
    `https://generativelanguage.googleapis.com/v1beta/models/${model}:embedContent`,
    { content: { parts: [{ text: 'parcel' }] } },
  ],
  (model) => ['https://ai-gateway.vercel.sh/v4/ai/embedding-model', { values: ['parcel'] }, { 'ai-model-id': model }],
  (model) => [`https://api.openai.com/v1/models/${model}`],
  (model) => [`https://api.anthropic.com/v1/models/${model}`, undefined, { 'anthropic-version': '2023-06-01' }],
]

test.for(inherited)('a model with the name %s is unknown', async (name) => {
  const chaos = brownout({ seed: 'tuesday', providers: [openai(), mistral(), ollama(), gemini(), vercel(), anthropic()] })
  const release = chaos.intercept()
  for (const request of requests) {
    const [url, body, headers] = request(name)
    const response = await fetch(url, {
      method: body === undefined ? 'GET' : 'POST',
      headers: {
        'content-type': 'application/json',
        authorization: 'Bearer test',
        'x-api-key': 'test',
        'x-goog-api-key': 'test',
        ...headers,
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    })
    const text = await response.text()
    expect(text).not.toMatch(/native code|brownout_emulator_bug/)
  }
  release()
  expect(chaos.journal.bugs).toEqual([])
  expect(Object.isFrozen(Object.prototype)).toBe(false)
})
